# A value that the VM would refuse: #{a => 1, a => 1}.
printf '\203l\0\0\0\001h\004a\001a\001w\003nilt\0\0\0\002w\001aa\001w\001aa\001j' | $CXDUMP inspect -
