$CXDUMP session -e "set 1, 1"
$CXDUMP session -e "set 1, 1" -e 'dump "saved"'
