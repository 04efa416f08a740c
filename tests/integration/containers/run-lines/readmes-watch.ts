/** Search, queues, stores and what watches them, from their READMEs and manuals. */
import { line, raw } from './run-line'

export const readmesWatch = [
  line(
    'elasticsearch: one node',
    raw`docker run -d --name elasticsearch --net somenetwork -p 9200:9200 -p 9300:9300 -e "discovery.type=single-node" elasticsearch:8.14.3`
  ),
  line(
    'elasticsearch: quick start',
    raw`docker run --name es01 --net elastic -p 9200:9200 -it -m 1GB docker.elastic.co/elasticsearch/elasticsearch:8.14.3`
  ),
  line(
    'elasticsearch: heap and limits',
    raw`docker run -d --ulimit nofile=65535:65535 --ulimit memlock=-1:-1 -e ES_JAVA_OPTS="-Xms1g -Xmx1g" -e "xpack.security.enabled=false" -p 9200:9200 elasticsearch:8.14.3`
  ),
  line('kibana', raw`docker run --name kib01 --net elastic -p 5601:5601 docker.elastic.co/kibana/kibana:8.14.3`),
  line(
    'opensearch',
    raw`docker run -d -p 9200:9200 -p 9600:9600 -e "discovery.type=single-node" -e "OPENSEARCH_INITIAL_ADMIN_PASSWORD=<custom-admin-password>" opensearchproject/opensearch:latest`
  ),
  line(
    'clickhouse',
    raw`docker run -d --name some-clickhouse-server --ulimit nofile=262144:262144 clickhouse/clickhouse-server`
  ),
  line(
    'clickhouse: capabilities',
    raw`docker run -d \
    --cap-add=SYS_NICE --cap-add=NET_ADMIN --cap-add=IPC_LOCK \
    -v "$PWD/ch_data:/var/lib/clickhouse/" \
    -v "$PWD/ch_logs:/var/log/clickhouse-server/" \
    --name some-clickhouse-server --ulimit nofile=262144:262144 clickhouse/clickhouse-server`
  ),
  line(
    'clickhouse: network of the host',
    raw`docker run -d --network=host --name some-clickhouse-server --ulimit nofile=262144:262144 clickhouse/clickhouse-server`
  ),
  line('influxdb', raw`docker run -p 8086:8086 -v myInfluxVolume:/var/lib/influxdb2 influxdb:latest`),
  line(
    'influxdb: set up',
    raw`docker run -d -p 8086:8086 \
  -v "$PWD/data:/var/lib/influxdb2" \
  -v "$PWD/config:/etc/influxdb2" \
  -e DOCKER_INFLUXDB_INIT_MODE=setup \
  -e DOCKER_INFLUXDB_INIT_USERNAME=my-user \
  -e DOCKER_INFLUXDB_INIT_PASSWORD=my-password \
  -e DOCKER_INFLUXDB_INIT_RETENTION=1w \
  influxdb:2`
  ),
  line(
    'cassandra',
    raw`docker run --name some-cassandra2 -d --network some-network -e CASSANDRA_SEEDS=some-cassandra cassandra:tag`
  ),
  line('neo4j', raw`docker run --publish=7474:7474 --publish=7687:7687 --volume=$HOME/neo4j/data:/data neo4j`),
  line(
    'neo4j: no password',
    raw`docker run --restart always --publish=7474:7474 --publish=7687:7687 --env NEO4J_AUTH=none neo4j:5.22.0`
  ),
  line('couchdb', raw`docker run -d --name my-couchdb -e COUCHDB_USER=admin -e COUCHDB_PASSWORD=password couchdb:tag`),
  line(
    'cockroach',
    raw`docker run -d --name=roach1 --hostname=roach1 --net=roachnet -p 26257:26257 -p 8080:8080 -v "roach1:/cockroach/cockroach-data" cockroachdb/cockroach:v24.1.2 start --advertise-addr=roach1:26357 --join=roach1:26357,roach2:26357`
  ),
  line(
    'mssql',
    raw`docker run -e "ACCEPT_EULA=Y" -e "MSSQL_SA_PASSWORD=<YourStrong@Passw0rd>" \
   -p 1433:1433 --name sql1 --hostname sql1 \
   -d \
   mcr.microsoft.com/mssql/server:2022-latest`
  ),
  line(
    'oracle',
    raw`docker run -d --name oracle -p 1521:1521 --shm-size=1g -e ORACLE_PWD=secret -v OracleDBData:/opt/oracle/oradata container-registry.oracle.com/database/free:latest`
  ),
  line('rabbitmq', raw`docker run -d --hostname my-rabbit --name some-rabbit rabbitmq:3`),
  line(
    'rabbitmq: management',
    raw`docker run -d --hostname my-rabbit --name some-rabbit -p 8080:15672 -e RABBITMQ_DEFAULT_USER=user -e RABBITMQ_DEFAULT_PASS=password rabbitmq:3-management`
  ),
  line(
    'rabbitmq: latest',
    raw`docker run -it --rm --name rabbitmq -p 5672:5672 -p 15672:15672 rabbitmq:3.13-management`
  ),
  line('kafka', raw`docker run -p 9092:9092 apache/kafka:3.8.0`),
  line(
    'kafka: variables with dots and many colons',
    raw`docker run -d  \
  --name broker \
  -e KAFKA_NODE_ID=1 \
  -e KAFKA_PROCESS_ROLES=broker,controller \
  -e KAFKA_LISTENERS=PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093 \
  -e KAFKA_CONTROLLER_QUORUM_VOTERS=1@localhost:9093 \
  apache/kafka:latest`
  ),
  line(
    'zookeeper',
    raw`docker run --name some-zookeeper --restart always -d -v $(pwd)/zoo.cfg:/conf/zoo.cfg zookeeper`
  ),
  line(
    'nats',
    raw`docker run --name nats --network nats --rm -p 4222:4222 -p 8222:8222 nats --http_port 8222 --cluster_name NATS --cluster nats://0.0.0.0:6222`
  ),
  line(
    'mosquitto',
    raw`docker run -it -p 1883:1883 -p 9001:9001 -v mosquitto.conf:/mosquitto/config/mosquitto.conf eclipse-mosquitto`
  ),
  line(
    'mosquitto: by --mount',
    raw`docker run -it --name mosquitto -p 1883:1883 -v "$PWD/config:/mosquitto/config" -v /mosquitto/data -v /mosquitto/log eclipse-mosquitto:2`
  ),
  line(
    'emqx',
    raw`docker run -d --name emqx -p 1883:1883 -p 8083:8083 -p 8084:8084 -p 8883:8883 -p 18083:18083 emqx/emqx:5.7.1`
  ),
  line('memcached', raw`docker run --name my-memcache -d memcached memcached --memory-limit=64`),
  line('memcached: command line options', raw`docker run -p 11211:11211 -d memcached -m 64 -c 1024 -v`),
  line(
    'minio',
    raw`mkdir -p ~/minio/data
docker run \
   -p 9000:9000 \
   -p 9001:9001 \
   --name minio \
   -v ~/minio/data:/data \
   -e "MINIO_ROOT_USER=ROOTNAME" \
   -e "MINIO_ROOT_PASSWORD=CHANGEME123" \
   quay.io/minio/minio server /data --console-address ":9001"`,
    { cannot: 'another command before it' }
  ),
  line(
    'minio: rootless',
    raw`docker run \
   -p 9000:9000 \
   -p 9001:9001 \
   --user $(id -u):$(id -g) \
   --name minio1 \
   -e "MINIO_ROOT_USER=ROOTUSER" \
   -v ${'${HOME}'}/minio/data:/data \
   quay.io/minio/minio server /data --console-address ":9001"`
  ),
  line(
    'vault',
    raw`docker run --cap-add=IPC_LOCK -e 'VAULT_LOCAL_CONFIG={"storage": {"file": {"path": "/vault/file"}}, "listener": [{"tcp": { "address": "0.0.0.0:8200", "tls_disable": true}}], "default_lease_ttl": "168h", "max_lease_ttl": "720h", "ui": true}' -p 8200:8200 hashicorp/vault server`
  ),
  line('consul', raw`docker run -d --name=dev-consul -e CONSUL_BIND_INTERFACE=eth0 hashicorp/consul`),
  line(
    'consul: JSON in a variable',
    raw`docker run -d --net=host -e 'CONSUL_LOCAL_CONFIG={"skip_leave_on_interrupt": true}' hashicorp/consul agent -server -bind=10.0.0.1 -retry-join=10.0.0.2 -bootstrap-expect=3`
  ),
  line(
    'etcd',
    raw`docker run -d --name Etcd-server --network app-tier --publish 2379:2379 --publish 2380:2380 --env ALLOW_NONE_AUTHENTICATION=yes --env ETCD_ADVERTISE_CLIENT_URLS=http://etcd-server:2379 bitnami/etcd:latest`
  ),
  line(
    'keycloak',
    raw`docker run -p 127.0.0.1:8080:8080 -e KC_BOOTSTRAP_ADMIN_USERNAME=admin -e KC_BOOTSTRAP_ADMIN_PASSWORD=admin quay.io/keycloak/keycloak:26.0 start-dev`
  ),
  line('grafana', raw`docker run -d --name=grafana -p 3000:3000 grafana/grafana-enterprise`),
  line(
    'grafana: plugins and volume',
    raw`docker run -d -p 3000:3000 --name=grafana --volume grafana-storage:/var/lib/grafana -e "GF_SERVER_ROOT_URL=http://my.grafana.server/" -e "GF_INSTALL_PLUGINS=grafana-clock-panel 1.0.1, grafana-simple-json-datasource" grafana/grafana`
  ),
  line(
    'grafana: as oneself',
    raw`docker run -d -p 3000:3000 --name=grafana --user "$(id -u)" --volume "$PWD/data:/var/lib/grafana" grafana/grafana-enterprise`
  ),
  line(
    'prometheus',
    raw`docker run -p 9090:9090 -v /path/to/prometheus.yml:/etc/prometheus/prometheus.yml prom/prometheus`
  ),
  line(
    'prometheus: volume and flags',
    raw`docker volume create prometheus-data
# Start Prometheus container
docker run \
    -p 9090:9090 \
    -v /path/to/prometheus.yml:/etc/prometheus/prometheus.yml \
    -v prometheus-data:/prometheus \
    prom/prometheus`,
    { cannot: 'another command before it' }
  ),
  line(
    'node exporter',
    raw`docker run -d \
  --net="host" \
  --pid="host" \
  -v "/:/host:ro,rslave" \
  quay.io/prometheus/node-exporter:latest \
  --path.rootfs=/host`
  ),
  line('alertmanager', raw`docker run --name alertmanager -d -p 127.0.0.1:9093:9093 quay.io/prometheus/alertmanager`),
  line(
    'cadvisor',
    raw`VERSION=v0.49.1 # use the latest release version from https://github.com/google/cadvisor/releases
sudo docker run \
  --volume=/:/rootfs:ro \
  --volume=/var/run:/var/run:ro \
  --volume=/sys:/sys:ro \
  --volume=/var/lib/docker/:/var/lib/docker:ro \
  --volume=/dev/disk/:/dev/disk:ro \
  --publish=8080:8080 \
  --detach=true \
  --name=cadvisor \
  --privileged \
  --device=/dev/kmsg \
  gcr.io/cadvisor/cadvisor:$VERSION`,
    { cannot: 'another command before it' }
  ),
  line(
    'cadvisor: the docker line alone',
    raw`sudo docker run --volume=/:/rootfs:ro --volume=/var/run:/var/run:ro --volume=/sys:/sys:ro --volume=/var/lib/docker/:/var/lib/docker:ro --volume=/dev/disk/:/dev/disk:ro --publish=8080:8080 --detach=true --name=cadvisor --privileged --device=/dev/kmsg gcr.io/cadvisor/cadvisor:v0.49.1`
  ),
  line(
    'loki',
    raw`docker run --name loki -d -v $(pwd):/mnt/config -p 3100:3100 grafana/loki:3.0.0 -config.file=/mnt/config/loki-config.yaml`
  ),
  line(
    'jaeger',
    raw`docker run --rm --name jaeger -e COLLECTOR_ZIPKIN_HOST_PORT=:9411 -p 6831:6831/udp -p 6832:6832/udp -p 5778:5778 -p 16686:16686 -p 4317:4317 -p 4318:4318 -p 14250:14250 -p 14268:14268 -p 14269:14269 -p 9411:9411 jaegertracing/all-in-one:1.59`
  ),
  line(
    'datadog agent',
    raw`docker run --cgroupns host --pid host --name dd-agent -v /var/run/docker.sock:/var/run/docker.sock:ro -v /proc/:/host/proc/:ro -v /sys/fs/cgroup/:/host/sys/fs/cgroup:ro -e DD_SITE="datadoghq.com" -e DD_API_KEY=0123456789 gcr.io/datadoghq/agent:7`
  ),
  line(
    'netdata',
    raw`docker run -d --name=netdata \
  --pid=host \
  --network=host \
  -v netdataconfig:/etc/netdata \
  -v netdatalib:/var/lib/netdata \
  -v /:/host/root:ro,rslave \
  -v /etc/passwd:/host/etc/passwd:ro \
  -v /etc/localtime:/etc/localtime:ro \
  -v /proc:/host/proc:ro \
  --restart unless-stopped \
  --cap-add SYS_PTRACE \
  --cap-add SYS_ADMIN \
  --security-opt apparmor=unconfined \
  netdata/netdata`
  ),
  line(
    'telegraf',
    raw`docker run -d --name=telegraf --user telegraf:$(stat -c '%g' /var/run) -e HOST_PROC=/hostfs/proc -v /:/hostfs:ro -v $PWD/telegraf.conf:/etc/telegraf/telegraf.conf:ro telegraf`
  )
]
