$CXDUMP session -e help -e "help set"
