# The page alone, complete in itself.
$CXDUMP inspect --now 1800000000000 --html - $TESTDATA/cachex/v2.1.0/example-c1.dump >page.html
head -1 page.html
tail -1 page.html
grep -c '<h1>' page.html
! grep -E 'https?://|<script|src=' page.html
