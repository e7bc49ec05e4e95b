$CXDUMP inspect missing 2>/dev/full || echo $?
$CXDUMP inspect missing 2>&- || echo $?
$CXDUMP wrong 2>/dev/full || echo $?
