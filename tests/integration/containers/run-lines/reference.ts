/** Docker's own pages: `docker container run`, "Running containers", resource constraints, volumes, networks, logging. */
import { line, raw } from './run-line'

export const reference = [
  line('assign a name', raw`docker run --name test -d nginx:alpine`),
  line('a shell', raw`docker run --name test -it debian`),
  line('as a background process', raw`docker run -d -p 80:80 my_image service nginx start`),
  line('attach to standard streams', raw`docker run -a stdin -a stdout -i -t ubuntu /bin/bash`),
  line('attach to nothing but the errors', raw`docker run -a stderr ubuntu echo test`),
  line('attach to the input', raw`echo "test" | docker run -i -a stdin ubuntu cat -`, {
    cannot: 'another command before it'
  }),
  line('PID of the host', raw`docker run --rm -it --pid=host alpine htop`),
  line('PID of another container', raw`docker run -it --rm --pid=container:my-nginx alpine/strace`),
  line('UTS of the host', raw`docker run -d --uts=host busybox sleep 60`),
  line('UTS of the host, with a name', raw`docker run -d --uts=host --hostname other busybox`),
  line('IPC none', raw`docker run -d --ipc=none debian`),
  line('IPC shareable', raw`docker run -d --name ipc --ipc=shareable data-server`),
  line('IPC of a container', raw`docker run -it --rm --ipc=container:my-nginx data-client`),
  line('privileged', raw`docker run -t -i --privileged debian bash`),
  line('working folder', raw`docker  run -w /path/to/dir/ -i -t  ubuntu pwd`),
  line('storage size', raw`docker run -it --storage-opt size=120G fedora /bin/bash`),
  line('tmpfs', raw`docker run -d --tmpfs /run:rw,noexec,nosuid,size=65536k my_image`),
  line('mount a volume', raw`docker  run  -v ${'`pwd`'}:${'`pwd`'} -w ${'`pwd`'} -i -t  ubuntu pwd`),
  line('mount a folder that does not exist', raw`docker run -v /doesnt/exist:/foo -w /foo -i -t ubuntu bash`),
  line('read-only root', raw`docker run --read-only -v /icanwrite busybox touch /icanwrite/here`),
  line(
    'the socket',
    raw`docker run -t -i -v /var/run/docker.sock:/var/run/docker.sock -v /path/to/static-docker-binary:/usr/bin/docker busybox sh`
  ),
  line(
    '--mount: a volume',
    raw`docker run --read-only --mount type=volume,target=/icanwrite busybox touch /icanwrite/here`
  ),
  line('--mount: a bind', raw`docker run -t -i --mount type=bind,src=/srv,dst=/data busybox sh`),
  line('publish on one address', raw`docker run -p 127.0.0.1:80:8080/tcp nginx:alpine`),
  line('publish any port', raw`docker run -p 127.0.0.1::80 -p 443 nginx:alpine`),
  line('publish a range on another', raw`docker run -p 8000-8010:9000-9010 -p 7000-7005:80/udp nginx`),
  line('expose', raw`docker run --expose 80 nginx:alpine`),
  line('expose ranges and protocols', raw`docker run --expose 3000-3005 --expose=53/udp --expose 9000/sctp busybox`),
  line('publish all', raw`docker run -P nginx:alpine`),
  line('pull policy: missing', raw`docker run --pull=missing hello-world`),
  line('pull policy: never', raw`docker run --pull=never hello-world`),
  line('environment', raw`docker run -e MYVAR1 --env MYVAR2=foo --env-file ./env.list ubuntu bash`, {
    cannot: 'a file of variables'
  }),
  line(
    'environment: values from the shell',
    raw`docker run --env VAR1=value1 --env VAR2=value2 ubuntu env | grep VAR`,
    { cannot: 'another command after it' }
  ),
  line('environment: exported', raw`docker run -e MYVAR1 -e "deep=purple" -e today --rm alpine env`),
  line('labels', raw`docker run -l my-label --label com.example.foo=bar ubuntu bash`),
  line('a label without a value, and an empty one', raw`docker run --label a --label b= --label c="d=e" ubuntu`),
  line('label file', raw`docker run --label-file ./labels ubuntu bash`, { cannot: 'a file of labels' }),
  line('network', raw`docker run -itd --network=my-net --name=containername busybox`),
  line('network: a fixed address', raw`docker run -itd --network=my-subnet --ip=192.0.2.69 busybox`),
  line('network: IPv6 is off there', raw`docker run -itd --network=my-net --ip6=2001:db8::33 busybox`),
  line('network: link-local', raw`docker run -itd --network=my-net --link-local-ip=169.254.34.22 busybox`),
  line('network: aliases', raw`docker run -itd --network my-net --network-alias web --network-alias www busybox`),
  line('network: the old spelling', raw`docker run -itd --net my-net --net-alias web busybox`),
  line('network: long form', raw`docker run -itd --network name=my-net,alias=www,alias=site busybox`),
  line('network: none', raw`docker run --rm -dit --network none --name no-net-alpine alpine:latest ash`),
  line('network: host', raw`docker run --rm -d --network host --name my_nginx nginx`),
  line('network: of a container', raw`docker run --rm -it --network container:my-nginx redis redis-cli -h 127.0.0.1`),
  line(
    'network: a driver’s option',
    raw`docker run --network=name=my-net,\"driver-opt=com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.log_martians=1,net.ipv4.conf.IFNAME.forwarding=0\" busybox`
  ),
  line('MAC address', raw`docker run --mac-address 92:d0:c6:0a:29:33 -d alpine`, { until: 24 }),
  line('MAC address on an own network', raw`docker run --network my-net --mac-address=02:42:ac:11:00:09 -d alpine`, {
    until: 24
  }),
  line('volumes from', raw`docker run --volumes-from some-data --volumes-from my-nginx:ro -i -t ubuntu pwd`),
  line('detach keys', raw`docker run --detach-keys="ctrl-@" -it ubuntu`),
  line(
    'a device',
    raw`docker run -it --rm --device=/dev/zero:/dev/xvdc --device=/dev/full --device=/dev/null:/dev/nulo ubuntu ls -l /dev/{xvdc,full,nulo}`,
    {
      // Braces are bash's own: to sh they are letters.
      posix: raw`docker run -it --rm --device=/dev/zero:/dev/xvdc --device=/dev/full --device=/dev/null:/dev/nulo ubuntu ls -l '/dev/{xvdc,full,nulo}'`,
      says: ['needs-braces']
    }
  ),
  line('a device, with permissions', raw`docker run --device=/dev/zero:/dev/xvdc:r --rm -it ubuntu fdisk /dev/xvdc`),
  line('a device, permissions alone', raw`docker run --device=/dev/zero:rw --rm -it ubuntu sh`),
  line('a device by its name', raw`docker run --device=vendor.com/class=device-name --rm -it ubuntu`, { since: 25 }),
  line(
    'rules for devices',
    raw`docker run -d --device-cgroup-rule='c 42:* rmw' --device-cgroup-rule="b 8:* r" --name my-container my-image`
  ),
  line('GPUs: all', raw`docker run -it --rm --gpus all ubuntu nvidia-smi`),
  line(
    'GPUs: one by its id',
    raw`docker run -it --rm --gpus device=GPU-3a23c669-1f69-c64e-cf85-44e9b07e7a2a ubuntu nvidia-smi`
  ),
  line('GPUs: two', raw`docker run -it --rm --gpus '"device=0,2"' ubuntu nvidia-smi`),
  line('GPUs: with capabilities', raw`docker run --gpus 'all,capabilities=utility' --rm ubuntu nvidia-smi`),
  line('restart always', raw`docker run --restart=always redis`),
  line('restart on failure', raw`docker run --restart=on-failure:10 redis`),
  line(
    'hosts',
    raw`docker run --add-host=my-hostname=8.8.8.8 --add-host=my-hostname-v6=2001:4860:4860::8888 --rm -it alpine`,
    { since: 25 }
  ),
  line(
    'hosts: the old form',
    raw`docker run --add-host=docker:93.184.216.34 --add-host=six:::1 --rm -it alpine ping docker`
  ),
  line('hosts: the gateway', raw`docker run --rm --add-host=host.docker.internal:host-gateway busybox`),
  line('hosts: brackets', raw`docker run --add-host=my-hostname=[2001:db8::33] --rm -it alpine`, { since: 25 }),
  line('ulimit', raw`docker run --ulimit nofile=1024:1024 --rm debian sh -c "ulimit -n"`),
  line('ulimit: processes', raw`docker run -d -u daemon --ulimit nproc=3 busybox top`),
  line('stop signal', raw`docker run --stop-signal=SIGQUIT --stop-timeout=2 busybox`),
  line('security: labels', raw`docker run --security-opt label=level:TopSecret -it centos bash`),
  line('security: no new privileges', raw`docker run --security-opt no-new-privileges -it debian bash`),
  line(
    'security: no new privileges, as a value',
    raw`docker run --security-opt=no-new-privileges:true --cap-drop=ALL --cap-add=NET_BIND_SERVICE nginx`
  ),
  line(
    'security: system paths',
    raw`docker run --security-opt systempaths=unconfined --security-opt apparmor=unconfined busybox`
  ),
  line(
    'security: seccomp off',
    raw`docker run --rm -it --security-opt seccomp=unconfined debian:latest unshare --map-root-user --user sh -c whoami`
  ),
  line('sysctls', raw`docker run --sysctl net.ipv4.ip_forward=1 someimage`),
  line(
    'sysctls: of queues and memory',
    raw`docker run --sysctl kernel.shmmax=65536 --sysctl fs.mqueue.msg_max=100 someimage`
  ),
  line('sysctls: of the host', raw`docker run --sysctl vm.swappiness=10 someimage`, {
    cannot: 'a setting that a container does not have'
  }),
  line('memory', raw`docker run -it -m 300M ubuntu:22.04 /bin/bash`),
  line('memory and swap', raw`docker run -it -m 300M --memory-swap 1G ubuntu:22.04 /bin/bash`),
  line('memory, swap without limit', raw`docker run -it -m 300M --memory-swap -1 ubuntu:22.04 /bin/bash`),
  line('memory, reserved', raw`docker run -it -m 500M --memory-reservation 200M ubuntu:22.04 /bin/bash`),
  line('memory reserved alone', raw`docker run -it --memory-reservation 1G ubuntu:22.04 /bin/bash`),
  line('kernel memory', raw`docker run -it -m 500M --kernel-memory 50M ubuntu:22.04 /bin/bash`),
  line('OOM killer off', raw`docker run -it -m 100M --oom-kill-disable ubuntu:22.04 /bin/bash`),
  line('OOM score', raw`docker run -d --oom-score-adj=-500 redis`),
  line('swappiness', raw`docker run -it --memory-swappiness=0 ubuntu:22.04 /bin/bash`),
  line('CPU share', raw`docker run -d --name {C0} -c=512 busybox`, { cannot: 'a name that is none' }),
  line('CPU shares', raw`docker run -it --rm --cpu-shares 512 ubuntu`),
  line('CPU period and quota', raw`docker run -it --cpu-period=50000 --cpu-quota=25000 ubuntu:22.04 /bin/bash`),
  line('CPUs', raw`docker run -it --cpus=".5" ubuntu /bin/bash`),
  line('CPU set', raw`docker run -it --cpuset-cpus="0,1" ubuntu:22.04 /bin/bash`),
  line('CPU set: a range', raw`docker run -it --cpuset-cpus="0-1" --cpuset-mems=0 ubuntu:22.04 /bin/bash`),
  line(
    'CPU real time',
    raw`docker run -it --cpu-rt-runtime=950000 --ulimit rtprio=99 --cap-add=sys_nice debian:jessie`
  ),
  line('block weight', raw`docker run -it --name c1 --blkio-weight 300 ubuntu:22.04 /bin/bash`),
  line('block weight of a device', raw`docker run -it --blkio-weight-device "/dev/null:200" ubuntu`),
  line('read rate', raw`docker run -it --device-read-bps /dev/zero:1mb ubuntu`),
  line(
    'write rates',
    raw`docker run -it --device-write-bps=/dev/zero:1gb --device-write-iops /dev/zero:1000 --device-read-iops=/dev/zero:500 ubuntu`
  ),
  line('groups', raw`docker run --rm --group-add audio --group-add nogroup --group-add 777 busybox id`),
  line(
    'capabilities',
    raw`docker run -it --rm  --cap-add SYS_ADMIN --device /dev/zero:/dev/fuse --cap-add=CAP_NET_RAW sshfs sshfs sven@10.10.10.20:/home/sven /mnt`
  ),
  line('capabilities: all but one', raw`docker run --cap-add=ALL --cap-drop=MKNOD ubuntu`),
  line(
    'json-file logs',
    raw`docker run --log-driver json-file --log-opt max-size=10m --log-opt max-file=3 alpine echo hello world`
  ),
  line(
    'json-file: labels and variables',
    raw`docker run -it --log-opt labels=production_status,geo --log-opt env=os,customer --label production_status=testing -e os=ubuntu alpine ash`
  ),
  line('local logs', raw`docker run --log-driver local --log-opt max-size=10m alpine echo hello world`),
  line('no logs', raw`docker run -it --log-driver none alpine ash`),
  line(
    'logs elsewhere',
    raw`docker run --log-driver syslog --log-opt syslog-address=udp://1.2.3.4:1111 --log-opt tag="{{.ImageName}}/{{.Name}}/{{.ID}}" alpine echo hello world`
  ),
  line(
    'logs without blocking',
    raw`docker run -it --log-opt mode=non-blocking --log-opt max-buffer-size=4m alpine ping 127.0.0.1`
  ),
  line('a log driver that is none', raw`docker run --log-driver=papyrus alpine`),
  line('an init', raw`docker run --init -d busybox`),
  line('an init of its own is not wanted', raw`docker run --init=false -d busybox`),
  line('entrypoint', raw`docker run -it --entrypoint /bin/bash example/redis`),
  line('entrypoint with arguments', raw`docker run -it --entrypoint /usr/bin/redis-cli example/redis --help`),
  line('entrypoint reset', raw`docker run -it --entrypoint="" mysql bash`),
  line(
    'health',
    raw`docker run --name=test -d --health-cmd='stat /etc/passwd || exit 1' --health-interval=2s busybox sleep 1d`
  ),
  line(
    'health: all of it',
    raw`docker run -d --health-cmd "curl -f http://localhost/ || exit 1" --health-interval=1m30s --health-timeout=500ms --health-start-period=1m --health-retries=3 nginx`
  ),
  line('health: sooner at the start', raw`docker run -d --health-cmd "true" --health-start-interval=2s nginx`),
  line('health: off', raw`docker run -d --no-healthcheck --name unchecked elastic`),
  line('health: the image’s, more often', raw`docker run -d --health-interval=5s elastic`),
  line('user namespace', raw`docker run --userns=host busybox`),
  line('cgroup parent', raw`docker run -d --cgroup-parent=/my-parent busybox`),
  line('cgroup namespace', raw`docker run -d --cgroupns=private busybox`),
  line('runtime', raw`docker run -d --runtime=runc busybox`),
  line('a runtime that is not there', raw`docker run --runtime=gvisor busybox`),
  line('isolation', raw`docker run -d --isolation default busybox`),
  line('isolation of Windows', raw`docker run -d --isolation hyperv busybox`),
  line('annotations', raw`docker run --annotation com.example.a=b busybox`),
  line('platform', raw`docker run --platform linux/amd64 busybox`),
  line('platform: another', raw`docker run --rm --platform=linux/arm64 --pull never busybox uname -m`),
  line(
    'DNS',
    raw`docker run --dns 8.8.8.8 --dns=2001:4860:4860::8888 --dns-search example.com --dns-search . --dns-option ndots:2 --dns-opt timeout:1 busybox`
  ),
  line('domain name', raw`docker run --hostname web --domainname example.com busybox hostname -f`),
  line('container id file', raw`docker run --cidfile /tmp/docker_test.cid ubuntu echo "test"`, {
    cannot: 'a file on the machine of the CLI'
  }),
  line('volume driver', raw`docker run --volume-driver=local -v vol-of-driver:/app nginx`),
  line('volumes: --mount', raw`docker run -d --name devtest --mount source=myvol2,target=/app nginx:latest`),
  line(
    'volumes: read-only',
    raw`docker run -d --name=nginxtest --mount source=nginx-vol,destination=/usr/share/nginx/html,readonly nginx:latest`
  ),
  line(
    'volumes: a driver’s options',
    raw`docker run -d --name nfs --mount 'type=volume,source=nfsvolume,target=/app,volume-driver=local,volume-opt=type=nfs,volume-opt=device=:/var/docker-nfs,volume-opt=o=addr=10.0.0.10' nginx:latest`
  ),
  line(
    'volumes: options with a comma',
    raw`docker run -d --mount 'type=volume,dst=/external-drive,volume-driver=local,volume-opt=device=/dev/loop5,"volume-opt=o=addr=1.2.3.4,rw"' ubuntu bash`
  ),
  line(
    'volumes: not copied',
    raw`docker run -d --mount type=volume,source=nocopy,target=/app,volume-nocopy -v nocopy2:/data:nocopy nginx`
  ),
  line('volumes: labelled', raw`docker run -d --mount type=volume,target=/app,volume-label=a=b,volume-label=c nginx`),
  line('volumes: a part', raw`docker run --mount src=logs,dst=/logs,volume-subpath=app alpine ls /logs`, {
    since: 26,
    api: '1.45'
  }),
  line(
    'binds: --mount',
    raw`docker run -d -it --name devtest --mount type=bind,source="$(pwd)",target=/app nginx:latest`
  ),
  line(
    'binds: propagation',
    raw`docker run -d -it --name devtest --mount type=bind,source="$(pwd)",target=/app --mount type=bind,source="$(pwd)",target=/app2,readonly,bind-propagation=rslave nginx:latest`
  ),
  line(
    'binds: SELinux',
    raw`docker run -d -it --name devtest -v "$(pwd)"/target:/app:z -v "$(pwd)"/own:/own:ro,Z nginx:latest`
  ),
  line(
    'binds: not recursive',
    raw`docker run -d --mount type=bind,source=/srv,target=/app,bind-recursive=disabled,readonly nginx`,
    { since: 25 }
  ),
  line('binds: the source is not there', raw`docker run -d --mount type=bind,source=/no/such/folder,target=/app nginx`),
  line(
    'tmpfs: --mount',
    raw`docker run -d -it --name tmptest --mount type=tmpfs,destination=/app,tmpfs-size=64m,tmpfs-mode=1770 nginx:latest`
  ),
  line('tmpfs: two', raw`docker run -d -it --tmpfs /app --tmpfs /run:size=1m,mode=0700 nginx:latest`),
  line('links', raw`docker run -d -P --name web --link some_database:db training/webapp python app.py`),
  line('links on an own network', raw`docker run -d --network my-net --link my-nginx:c busybox top`),
  line(
    'all that can be said of memory',
    raw`docker run -m 64m --memory-swap=128m --memory-reservation=32m --memory-swappiness=60 --shm-size=16m --pids-limit=100 busybox`
  )
]
