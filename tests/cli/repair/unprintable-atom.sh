# What stands in an entry's place is named as Elixir writes it: no byte of the file reaches the terminal.
printf '\203l\0\0\0\001d\0\004a\033\351\nj' >broken
$CXDUMP repair broken -o out.dump
