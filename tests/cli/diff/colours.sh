$CXDUMP --color always diff $TESTDATA/cachex/v2.1.0/merge-{a,b}-c1.dump --json | grep -c $'\e' || test $? = 1
$CXDUMP --color always diff $TESTDATA/cachex/v2.1.0/{example,single}-c1.dump | cat -v && exit 99 || exit $?
