: >empty
$CXDUMP recompress --in-place empty || test $? = 3
test ! -s empty
mkfifo pipe
$CXDUMP recompress --in-place pipe || test $? = 2
$CXDUMP recompress --in-place - || test $? = 2
ls
