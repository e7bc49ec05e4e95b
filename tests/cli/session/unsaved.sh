$CXDUMP session -e "set 1, 1"
$CXDUMP session -e "set 1, 1" -e 'dump "saved"'
$CXDUMP session -e "set 1, 1; start :other; set :other, 1, 1"
