$CXDUMP session -q -e 'set 1, %Date{year: 2020, month: 1, day: 2}' -e 'get 1' -e 'set 1, %MapSet{}' -e 'get 1' \
  -e 'set 1, %Time{hour: 1, minute: 2, second: 3}' -e 'get 1'
