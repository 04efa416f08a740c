/** Each flag as far as it goes: all forms of a port, all fields of a mount, values that look like something else. */
import { line, raw } from './run-line'

const tick = '`'

export const flags = [
  line('clusters', raw`docker run -itPd -vpile:/x -tie A=-b -wu/x -u=-1 --rm=0 alpine`),
  line('clusters: switched on and off', raw`docker run -dit=false -i=1 -t=TRUE -P=F alpine`),
  line(
    'ports: addresses',
    raw`docker run -p [::]:8080:80 -p 0.0.0.0:8080:80 -p [2001:db8::1]::53/udp -p "127.0.0.1:81":"81" nginx`
  ),
  line(
    'ports: ranges',
    raw`docker run -p 127.0.0.1:7000-7002:80-82 -p 10000-10020:10000-10020/udp -p [::1]:9000-9010:90 -p 3000-3001 nginx`
  ),
  line(
    'ports: in fields',
    raw`docker run --publish mode=host,target=80,published=8080 --publish target=53,protocol=udp nginx`
  ),
  line('ports: joined', raw`docker run -p=8081:81 --publish=3000 -p:82 -p"8083:83/sctp" nginx`),
  line('ports: an address of six without brackets', raw`docker run -p ::1:8080:80 nginx`, { since: 26 }),
  line('ports: an interface is none', raw`docker run -p eth0:80:80 nginx`, { cannot: 'an address that is none' }),
  line('ports: several in one', raw`docker run -p 80:80,443:443 nginx`, { cannot: 'an address that is none' }),
  line(
    'mounts: a bind with all of it',
    raw`docker run --mount type=bind,src=/srv,dst=/x,ro=false,bind-propagation=rprivate,consistency=delegated,bind-nonrecursive=true nginx`
  ),
  line(
    'mounts: a volume with all of it',
    raw`docker run --mount type=volume,src=whole,dst=/x,readonly=1,volume-nocopy=true,volume-label=a=b,volume-label=c=,volume-driver=local,volume-opt=type=tmpfs,volume-opt=device=tmpfs,\"volume-opt=o=size=100m,uid=1000\" nginx`
  ),
  line(
    'mounts: memory with all of it',
    raw`docker run --mount type=tmpfs,target=/x,tmpfs-size=1.5g,tmpfs-mode=0700 --mount=type=tmpfs,destination=/y,readonly nginx`
  ),
  line('mounts: in capitals', raw`docker run --mount Type=Bind,Source=/srv,Target=/x,ReadOnly nginx`),
  line(
    'mounts: anonymous',
    raw`docker run --mount target=/anonymous --mount dst=/other,volume-label=x=y -v /third nginx`
  ),
  line('mounts: blanks between fields', raw`docker run --mount "type=bind, source=/srv, target=/x" nginx`, {
    cannot: 'a field that is none'
  }),
  line('mounts: a blank in front of a path', raw`docker run --mount "type=bind,source= /srv,target=/x" nginx`),
  line('mounts: an empty source', raw`docker run --mount type=volume,source=,target=/x nginx`),
  line('mounts: a home folder that no shell fills in', raw`docker run --mount type=bind,source=~/x,target=/x nginx`, {
    cannot: 'a folder that is not whole'
  }),
  line('mounts: a quoted home folder', raw`docker run -v "~/x:/x" nginx`, { cannot: 'a folder that is not whole' }),
  line(
    'mounts: modes',
    raw`docker run -v /srv:/a:rw,rslave -v /srv:/b:Z,ro,rshared -v pile2:/c:ro,nocopy -v /srv:/d:consistent nginx`
  ),
  line(
    'tmpfs: all of it',
    raw`docker run --tmpfs /a:rw,noexec,nosuid,nodev,size=10%,mode=1777,uid=1000,gid=1000,nr_inodes=10k --tmpfs=/b:exec --tmpfs /c:ro nginx`
  ),
  line(
    'health: a list is a line',
    raw`docker run --health-cmd '["CMD", "true"]' --health-retries=0 --health-start-period 0s --health-interval 1h1m1.5s nginx`
  ),
  line(
    'health: off, and on again',
    raw`docker run --no-healthcheck --no-healthcheck=false --health-cmd "redis-cli ping | grep -q PONG" redis`
  ),
  line(
    'GPUs: two with capabilities',
    raw`docker run --gpus 'driver=nvidia,count=2,"capabilities=compute,utility"' ubuntu`
  ),
  line(
    'GPUs: named, with options',
    raw`docker run --gpus '"device=GPU-a,GPU-b","capabilities=video","options=a=b,c=d"' ubuntu`
  ),
  line('GPUs: in double quotes', raw`docker run --gpus "\"device=1,2\"" --gpus count=all ubuntu`),
  line('GPUs: none', raw`docker run --gpus 0 ubuntu`),
  line(
    'devices: rules',
    raw`docker run --device-cgroup-rule 'c 188:* rmw' --device-cgroup-rule='a *:* rwm' --device /dev/null:/dev/bus/usb/001/002:mrw ubuntu`
  ),
  line('devices: a class of Windows', raw`docker run --device="class/86E0D1E0-8089-11D0-9CE4-08003E301F73" ubuntu`, {
    cannot: 'a path that is none'
  }),
  line(
    'sysctls',
    raw`docker run --sysctl net.core.somaxconn=65535 --sysctl "net.ipv4.ip_local_port_range=1024 65535" --sysctl=net.ipv6.conf.all.disable_ipv6=0 --sysctl kernel.sem="250 32000 100 128" redis`
  ),
  line(
    'ulimits',
    raw`docker run --ulimit nofile=1024:2048 --ulimit nproc=65535 --ulimit core=0 --ulimit stack=-1:-1 --ulimit=memlock=-1 --ulimit nofile=4096 ubuntu`
  ),
  line('ulimits: without end behind a number', raw`docker run --ulimit nofile=1024:-1 --ulimit cpu=10:0x14 ubuntu`),
  line('ulimits: in words', raw`docker run --ulimit core=unlimited ubuntu`, { cannot: 'a number that is none' }),
  line(
    'logs: fluentd',
    raw`docker run --log-driver=fluentd --log-opt fluentd-address=localhost:24224 --log-opt tag="docker.{{.Name}}" --log-opt fluentd-async=true alpine`
  ),
  line(
    'logs: gelf',
    raw`docker run --log-driver gelf --log-opt gelf-address=udp://1.2.3.4:12201 --log-opt "labels-regex=^(prod|test)_" --log-opt env=A,B -e A=1 alpine`
  ),
  line('logs: a name alone', raw`docker run --log-opt compress --log-opt max-file=5 alpine`),
  line('network: fields', raw`docker run --network "name=my-subnet,ip=192.0.2.77,alias=a,alias=b" nginx`),
  line('network: a field that is quoted', raw`docker run --network 'name=my-net,"driver-opt=a=b,c=d",alias=x' nginx`),
  line('network: default, in full', raw`docker run --network default --dns 1.1.1.1 nginx`),
  line(
    'network: an alias and an address beside fields',
    raw`docker run --network name=my-subnet --ip 192.0.2.78 --network-alias z nginx`
  ),
  line('network: without a name', raw`docker run --network alias=x nginx`, { cannot: 'a network without a name' }),
  line(
    'files of variables and labels',
    raw`docker run --env-file .env --env-file=./more.env --label-file labels -e A=1 --cidfile /tmp/id alpine`,
    {
      posix: raw`docker run -e A=1 alpine`,
      says: ['unsupported-env-file', 'unsupported-label-file', 'client-file']
    }
  ),
  line(
    'variables of the shell',
    raw`docker run -e MYVAR1 --env=today -e EMPTY= -e 'SP ACE=x' -e A=B=C=D -e .dot-ted=1 alpine`
  ),
  line('namespaces', raw`docker run --ipc shareable --pid host --uts host --userns host --cgroupns host alpine`),
  line(
    'namespaces: of others',
    raw`docker run --ipc container:my-nginx --pid=container:my-nginx --network container:my-nginx alpine`
  ),
  line('namespaces: podman’s', raw`docker run --userns=keep-id alpine`, { cannot: 'a user namespace that is none' }),
  line(
    'volumes from others',
    raw`docker run --volumes-from=some-data:ro --volumes-from my-nginx:rw,z --link my-nginx --link=some-data:alias alpine`
  ),
  line('signals', raw`docker run --stop-signal 9 --stop-timeout=-1 --stop-signal sigusr1 alpine`),
  line(
    'each said twice',
    raw`docker run --name first --name=second -m 1g -m 64m -w /a -w /b --restart always --restart=no -h one -h two --user a -u b --rm --rm=false --entrypoint x --entrypoint env --init --init=false alpine`
  ),
  line(
    'each said twice, together',
    raw`docker run -e A=1 -e B=2 -e A=3 -l x=1 -l x=2 --sysctl net.ipv4.ip_forward=0 --sysctl net.ipv4.ip_forward=1 --log-opt max-size=1m --log-opt max-size=2m --cap-add SYS_TIME -v /srv:/x -v /srv:/x --tmpfs /y --tmpfs /y:size=1m --dns 1.1.1.1 --dns 1.1.1.1 --add-host a:1.1.1.1 --add-host a:2.2.2.2 alpine`
  ),
  line(
    'values that look like flags',
    raw`docker run -e -A=b --label --x=1 --entrypoint -c --health-cmd --help -h -d -w -- -u -it alpine --name x`
  ),
  line('two dashes, and what looks like a flag behind them', raw`docker run --rm -- alpine --rm -- -x`),
  line('a long flag without its value', raw`docker run --name`, { cannot: 'no value' }),
  line('one dash in place of two', raw`docker run -rm -it alpine`, { cannot: 'a flag that is none' }),
  line(
    'quotes in quotes in quotes',
    raw`docker run --label 'a={"b": "it'"'"'s"}' -e "J={\"a\": \"'\$x'\"}" alpine sh -c 'echo "it'\''s \"$HOME\""'`
  ),
  line('ANSI quotes: numbers', raw`docker run -e $'A=\x41\101\cA\\\'\"\n' -e B=$'' -e $"C=d" alpine`),
  line(
    'labels of a proxy',
    raw`docker run -l 'traefik.http.routers.a.rule=Host(${tick}a.example.com${tick}) && PathPrefix(${tick}/x${tick})' -l "traefik.http.routers.b.rule=Host(\`b.example.com\`)" alpine`
  ),
  line(
    'other scripts',
    raw`docker run --name web-1_a.b -e ÜNÏ=çödé -l "смотри=да 🚢" -h café -w /データ alpine echo ‘quoted’ “so”`
  ),
  line(
    'sizes',
    raw`docker run -m 1.5GiB --memory-swap 2048M --shm-size 0.5g --memory-reservation=134217728b --device-read-bps /dev/zero:1.5MB alpine`
  ),
  line('sizes: with a blank', raw`docker run -m "512 m" --shm-size "64 MB" alpine`),
  line(
    'numbers',
    raw`docker run --cpus=00.50 -c 0x100 --pids-limit 0 --oom-score-adj +100 --cpu-period 0100000 --cpuset-cpus=0 --blkio-weight=0 alpine`
  ),
  line(
    'hosts',
    raw`docker run --add-host=db.local:10.0.0.5 --add-host v6:2001:db8::5 --add-host gw:host-gateway --dns-search=. --dns-option=use-vc --domainname example.org alpine`
  ),
  line('addresses are trimmed', raw`docker run --dns " 1.1.1.1" --add-host "box: 1.2.3.4" alpine`),
  line(
    'security',
    raw`docker run --security-opt label:disable --security-opt seccomp:unconfined --security-opt apparmor:unconfined --security-opt=no-new-privileges=false --cap-drop all --cap-add chown alpine`
  ),
  line('security: a profile of its own', raw`docker run --security-opt seccomp=./profile.json alpine`, {
    cannot: 'a file'
  }),
  line(
    'old separators of security',
    raw`docker run --security-opt label:user:USER --security-opt label=role:ROLE alpine`
  ),
  line('braces', raw`docker run --cap-add={NET_ADMIN,SYS_TIME} alpine`, {
    posix: raw`docker run '--cap-add={NET_ADMIN,SYS_TIME}' alpine`,
    says: ['needs-braces']
  }),
  line(
    'storage and isolation',
    raw`docker run --storage-opt size=10G --isolation=process --annotation a=b --annotation c alpine`
  ),
  line(
    'an image with everything in its name',
    raw`docker run --rm my-registry.example.com:5000/team_a/app.web--x:V1.2_rc-3 serve`
  ),
  line(
    'empty values',
    raw`docker run --name "" -h "" --user '' --workdir= --pid "" --ipc "" --uts "" --userns="" --runtime "" --log-driver "" --platform "" --cpuset-cpus "" --volume-driver "" alpine`
  ),
  line('an empty entry', raw`docker run -p "" alpine`, { cannot: 'no port' }),
  line('an empty volume', raw`docker run -v "" alpine`, { cannot: 'no path' }),
  line('an empty network', raw`docker run --network "" alpine`)
]
