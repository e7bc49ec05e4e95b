dump=$TESTDATA/cachex/v3.6.0/sessions-1k-c1.dump
$CXDUMP split -q $dump --nodes b@host,a@host,c@host -o parts
ls parts
$CXDUMP merge -q parts/*.dump -o whole.dump
$CXDUMP to-json --typed whole.dump | sort | cmp - <($CXDUMP to-json --typed $dump | sort)
