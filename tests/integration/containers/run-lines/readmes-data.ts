/** Databases, queues and what watches them, from their READMEs and manuals. */
import { line, raw } from './run-line'

export const readmesData = [
  line('postgres', raw`docker run --name some-postgres -e POSTGRES_PASSWORD=mysecretpassword -d postgres`),
  line('postgres: psql', raw`docker run -it --rm --network some-network postgres psql -h some-postgres -U postgres`),
  line(
    'postgres: another data folder',
    raw`$ docker run -d \
	--name some-postgres \
	-e POSTGRES_PASSWORD=mysecretpassword \
	-e PGDATA=/var/lib/postgresql/data/pgdata \
	-v /custom/mount:/var/lib/postgresql/data \
	postgres`
  ),
  line(
    'postgres: settings behind the image',
    raw`docker run -d --name some-postgres -v "$PWD/my-postgres.conf":/etc/postgresql/postgresql.conf -e POSTGRES_PASSWORD=mysecretpassword postgres -c 'config_file=/etc/postgresql/postgresql.conf'`
  ),
  line(
    'postgres: settings one by one',
    raw`docker run -d --name some-postgres -e POSTGRES_PASSWORD=mysecretpassword postgres -c shared_buffers=256MB -c max_connections=200`
  ),
  line('postgres: any user', raw`docker run -it --rm --user www-data -e POSTGRES_PASSWORD=mysecretpassword postgres`),
  line(
    'postgres: passwd of the host',
    raw`docker run -it --rm --user "$(id -u):$(id -g)" -v /etc/passwd:/etc/passwd:ro -e POSTGRES_PASSWORD=mysecretpassword postgres`
  ),
  line(
    'postgres: initdb',
    raw`docker run -d --name some-postgres -e POSTGRES_INITDB_ARGS="--data-checksums" -e POSTGRES_HOST_AUTH_METHOD=trust postgres:alpine`
  ),
  line(
    'postgres: with a healthcheck',
    raw`docker run -d --name pg --health-cmd='pg_isready -U postgres' --health-interval=10s --health-timeout=5s --health-retries=5 -e POSTGRES_PASSWORD=x postgres:16`
  ),
  line('mysql', raw`docker run --name some-mysql -e MYSQL_ROOT_PASSWORD=my-secret-pw -d mysql:tag`),
  line('mysql: the client', raw`docker run -it --network some-network --rm mysql mysql -hsome-mysql -uexample-user -p`),
  line(
    'mysql: its own configuration',
    raw`docker run --name some-mysql -v /my/custom:/etc/mysql/conf.d -e MYSQL_ROOT_PASSWORD=my-secret-pw -d mysql:8.0`
  ),
  line(
    'mysql: character set',
    raw`docker run --name some-mysql -e MYSQL_ROOT_PASSWORD=my-secret-pw -d mysql:8.0 --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci`
  ),
  line('mysql: help', raw`docker run -it --rm mysql:8.0 --verbose --help`),
  line(
    'mysql: a secret in a file',
    raw`docker run --name some-mysql -e MYSQL_ROOT_PASSWORD_FILE=/run/secrets/mysql-root -d mysql:8.0`
  ),
  line('mysql: a quote within quotes', raw`docker run -e MYSQL_ROOT_PASSWORD='it'"'"'s "secret"' -d mysql:8.0`),
  line(
    'mariadb',
    raw`docker run --detach --name some-mariadb --env MARIADB_ROOT_PASSWORD=my-secret-pw  mariadb:latest`
  ),
  line(
    'mariadb: user and database',
    raw`docker run --detach --network some-network --name some-mariadb --env MARIADB_USER=example-user --env MARIADB_PASSWORD=my_cool_secret --env MARIADB_DATABASE=exmple-database --env MARIADB_ROOT_PASSWORD=my-secret-pw mariadb:latest`
  ),
  line(
    'mariadb: healthcheck.sh',
    raw`docker run --name m -d -e MARIADB_ROOT_PASSWORD=p --health-cmd "healthcheck.sh --connect --innodb_initialized" --health-start-period 10s --health-interval 1m30s mariadb:11`
  ),
  line('redis', raw`docker run --name some-redis -d redis`),
  line('redis: persistent', raw`docker run --name some-redis -d redis redis-server --save 60 1 --loglevel warning`),
  line('redis: the client', raw`docker run -it --network some-network --rm redis redis-cli -h some-redis`),
  line(
    'redis: own configuration',
    raw`docker run -v /myredis/conf:/usr/local/etc/redis --name myredis redis redis-server /usr/local/etc/redis/redis.conf`
  ),
  line(
    'redis: with a password, limits and no persistence',
    raw`docker run -d --name cache --memory=256m --memory-reservation=128m --cpus=0.5 -p 127.0.0.1:6379:6379 redis:7-alpine redis-server --requirepass "S3cret!" --save "" --appendonly no`
  ),
  line(
    'redis: one of a cluster',
    raw`docker run -d --net redis-net --ip 172.38.0.11 --name redis-1 -p 6371:6379 -p 16371:16379 -v /mydata/redis/node-1/data:/data redis:5.0.9-alpine3.11 redis-server /etc/redis/redis.conf`
  ),
  line(
    'redis stack',
    raw`docker run -d --name redis-stack -p 6379:6379 -p 8001:8001 -e REDIS_ARGS="--requirepass mypassword" redis/redis-stack:latest`
  ),
  line('mongo', raw`docker run --name some-mongo -d mongo:tag`),
  line(
    'mongo: root',
    raw`docker run -d --network some-network --name some-mongo -e MONGO_INITDB_ROOT_USERNAME=mongoadmin -e MONGO_INITDB_ROOT_PASSWORD=secret mongo`
  ),
  line(
    'mongo: the shell',
    raw`docker run -it --rm --network some-network mongo mongosh --host some-mongo -u mongoadmin -p secret --authenticationDatabase admin some-db`
  ),
  line('mongo: WiredTiger', raw`docker run --name some-mongo -d mongo --wiredTigerCacheSizeGB 1.5`),
  line(
    'mongo-express',
    raw`docker run -it --rm --network some-network --name mongo-express -p 8081:8081 -e ME_CONFIG_OPTIONS_EDITORTHEME="ambiance" -e ME_CONFIG_MONGODB_URL="mongodb://mongo:27017" mongo-express`
  )
]
