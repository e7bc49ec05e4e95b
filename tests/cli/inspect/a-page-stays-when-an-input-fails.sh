echo precious >kept.html
$CXDUMP inspect -f --html kept.html missing.dump || status=$?
cat kept.html
exit $status
