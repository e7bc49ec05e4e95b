# The example of Cachex's documentation on disk backups: write, dump, clear, load.
Cachex.set(:my_cache, 1, 1)
Cachex.set(:my_cache, 2, 2)
Cachex.set(:my_cache, 3, 3)
Cachex.set(:my_cache, 4, 4)
Cachex.set(:my_cache, 5, 5)
{:ok, 5} = Cachex.size(:my_cache)

{:ok, true} = Cachex.dump(:my_cache, "my_backup")

{:ok, 5} = Cachex.clear(:my_cache)
{:ok, 0} = Cachex.size(:my_cache)

{:ok, true} = Cachex.load(:my_cache, "my_backup")
{:ok, 5} = Cachex.size(:my_cache)
