$CXDUMP session -e size -e "gett 1" -e size
