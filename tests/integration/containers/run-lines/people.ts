/** As people write it in forums, scripts and issues: odd quoting, continuation lines, clusters, mistakes. */
import { line, raw } from './run-line'

export const people = [
  line('a cluster with the ports behind it', raw`docker run -dp 80:80 docker/getting-started`),
  line('a cluster of switches and a name', raw`docker run -itd --name=x -h=box ubuntu`),
  line('values joined to their letter', raw`docker run -d -p8080:80 -eA=b -v/srv:/data -w/data -unobody -m64m nginx`),
  line('a cluster that ends in a value', raw`docker run -itw /srv -dv /srv:/srv -iPp 127.0.0.1::80 ubuntu ls`),
  line(
    'switches that are switched off',
    raw`docker run --rm=false -t=false -i=true --read-only=true --privileged=false busybox`
  ),
  line(
    'docker container run',
    raw`docker container run --detach --name box --publish 3000:3000 busybox httpd -f -p 3000`
  ),
  line('docker create', raw`docker create --name made -it -v "$HOME":/root/host busybox sh`),
  line('docker container create', raw`docker container create -p 80 --restart unless-stopped nginx`),
  line('sudo with its own flags', raw`sudo -E docker run --rm -it alpine sh`),
  line('a whole path of docker', raw`/usr/bin/docker run --rm alpine date`),
  line('a prompt that was copied along', raw`$ docker run hello-world`),
  line('a root prompt', raw`# docker run -it --rm ubuntu bash`),
  line('a prompt with user and folder', raw`me@laptop:~/src$ docker run --rm -it ubuntu bash`),
  line(
    'a continuation with blanks around it',
    'docker run   \\\n      -d    \\\n   --name    spaced   \\\n  -p   80:80  \\\n  nginx'
  ),
  line('a continuation on a Windows clipboard', 'docker run -d \\\r\n  --name crlf \\\r\n  nginx\r\n'),
  line('a continuation in PowerShell', 'docker run --rm `\n  -e "A=b c" `\n  -v C:\\data:/data `\n  alpine ls', {
    posix: raw`docker run --rm -e "A=b c" -v 'C:\data:/data' alpine ls`
  }),
  line('a continuation in cmd', 'docker run --rm ^\n  -e A=b ^\n  -p 80:80 ^\n  alpine ls', {
    posix: 'docker run --rm -e A=b -p 80:80 alpine ls'
  }),
  line('a comment at the end', raw`docker run -d -p 80:80 nginx # then open http://localhost`),
  line('a comment between lines', 'docker run -d \\\n  -p 80:80 \\\n  nginx\n# and then wait'),
  line('single quotes in double quotes', raw`docker run -e "SQL=select 'a' from \"b\"" -e 'JSON={"a": [1, 2]}' alpine`),
  line('pieces of quotes in one word', raw`docker run -e A="b"'c'd -e B=\$HOME -e 'C=$HOME' -e "D=\\" alpine`),
  line('ANSI quotes of bash', raw`docker run -e $'A=tab\there' -e B=$'it\'s' alpine`),
  line('an empty value', raw`docker run -e A= -e B="" -e C='' alpine env`),
  line(
    'a value with an equals sign',
    raw`docker run -e URL=postgres://u:p@h/db?sslmode=disable\&x=1 -e B64=YWJj== alpine`
  ),
  line('the same variable twice', raw`docker run -e A=1 -e A=2 alpine env`),
  line('a variable of the image', raw`docker run -e PATH=/opt/bin:/bin -e LANG=C busybox env`),
  line('a line end in a value', "docker run -e 'A=one\ntwo' alpine env"),
  line('letters of other languages', raw`docker run -e NAME="Zoë Müller" -l "ville=Besançon" -e 日本=語 alpine`),
  line('a password full of signs', raw`docker run -e 'PW=a$b!c#d%e^f&g*h(i)j' alpine`),
  line('a shell line as the command', raw`docker run --rm alpine sh -c "echo \"a b\" && ls | wc -l; exit 3"`),
  line('a command with flags like docker’s', raw`docker run alpine ls -l -d --name /tmp -p`),
  line('a command behind two dashes', raw`docker run --rm -- alpine echo -n`),
  line('two dashes behind the image', raw`docker run --rm alpine -- echo`),
  line('an id in place of a name', raw`docker run --rm --user 1000 --workdir /tmp --env HOME=/tmp alpine id`),
  line('user and group', raw`docker run -u 65534:65534 -w /work --group-add 0 alpine`),
  line('a registry with a port', raw`docker run --rm localhost:5000/team/app:1.2.3 --version`),
  line('a tag with everything in it', raw`docker run --rm ghcr.io/Owner/app:v1`, { cannot: 'a name in capitals' }),
  line('an image in capitals', raw`docker run Ubuntu`, { cannot: 'a name in capitals' }),
  line('no image', raw`docker run -it --rm`, { cannot: 'no image' }),
  line('a flag in the wrong place', raw`docker run ubuntu -it bash`),
  line('flags before run', raw`docker -it run ubuntu bash`, { cannot: 'flags before the word run' }),
  line('a flag that is none', raw`docker run --detatch nginx`, { cannot: 'a flag that is none' }),
  line('a long dash', 'docker run –d nginx', { cannot: 'a long dash' }),
  line('a name that is none', raw`docker run --name "my app" nginx`, { cannot: 'a name that is none' }),
  line('a name of one letter', raw`docker run --name x nginx`, { cannot: 'a name that is none' }),
  line('a port too high', raw`docker run -p 80:70000 nginx`, { cannot: 'a port that is none' }),
  line('ranges that do not fit', raw`docker run -p 8000-8002:80-81 nginx`, { cannot: 'a port that is none' }),
  line('a port in words', raw`docker run -p http:80 nginx`, { cannot: 'a port that is none' }),
  line('a relative folder as a volume', raw`docker run -v data/files:/data nginx`, {
    cannot: 'a volume’s name that is none'
  }),
  line('a mode that is none', raw`docker run -v /srv:/data:readonly nginx`, { cannot: 'a mode that is none' }),
  line('a relative target', raw`docker run -v /srv:data nginx`, { cannot: 'a target that is none' }),
  line('the root as a target', raw`docker run -v /srv:/ nginx`),
  line('two mounts in one place', raw`docker run -v /srv:/data -v /opt:/data nginx`, {
    cannot: 'two mounts in one place'
  }),
  line('too little memory', raw`docker run -m 1m nginx`),
  line('swap without memory', raw`docker run --memory-swap 1g nginx`),
  line('less swap than memory', raw`docker run -m 1g --memory-swap 512m nginx`),
  line('more reserved than there is', raw`docker run -m 64m --memory-reservation 1g nginx`),
  line('memory in words', raw`docker run -m lots nginx`, { cannot: 'a size that is none' }),
  line('more CPUs than there are', raw`docker run --cpus 4096 nginx`),
  line('a CPU that is not there', raw`docker run --cpuset-cpus 4095 nginx`),
  line('CPUs and a quota', raw`docker run --cpus 1 --cpu-quota 50000 nginx`),
  line('a period too short', raw`docker run --cpu-period 10 nginx`),
  line('a weight out of range', raw`docker run --blkio-weight 5 nginx`, { cannot: 'a number out of range' }),
  line('an OOM score out of range', raw`docker run --oom-score-adj 2000 nginx`, { cannot: 'a number out of range' }),
  line('a capability that is none', raw`docker run --cap-add FLY nginx`),
  line('a signal that is none', raw`docker run --stop-signal SIGNOPE nginx`),
  line('a restart policy that is none', raw`docker run --restart sometimes nginx`, { cannot: 'a policy that is none' }),
  line('--rm and --restart', raw`docker run --rm --restart always nginx`, { cannot: 'two that do not go together' }),
  line('always, three times', raw`docker run --restart always:3 nginx`, { cannot: 'a policy that is none' }),
  line('a network that is not there', raw`docker run --network nowhere nginx`),
  line('an alias on the default network', raw`docker run --network-alias web nginx`, {
    cannot: 'an alias on an engine’s network'
  }),
  line('an address on the default network', raw`docker run --network bridge --ip 172.17.0.9 nginx`, {
    cannot: 'an address on an engine’s network'
  }),
  line('an address outside the network', raw`docker run --network my-subnet --ip 10.9.9.9 nginx`),
  line('an address that is none', raw`docker run --network my-subnet --ip 192.0.2.299 nginx`, {
    cannot: 'an address that is none'
  }),
  line('a container that is not there', raw`docker run --volumes-from nobody nginx`),
  line('a link to nobody', raw`docker run --link nobody:db nginx`),
  line('the network of nobody', raw`docker run --network container:nobody nginx`),
  line('a port beside a container’s network', raw`docker run --network container:my-nginx -p 80:80 nginx`),
  line('a hostname beside a container’s network', raw`docker run --network container:my-nginx --hostname x nginx`),
  line('ports on the machine’s own network', raw`docker run -d --network host -p 80:80 nginx`),
  line('a hostname too strange', raw`docker run --hostname "not a host" nginx`),
  line('a hostname with its domain', raw`docker run -h mail.example.com nginx`),
  line('a relative working folder', raw`docker run -w srv nginx`),
  line('a sysctl on the machine’s network', raw`docker run --network host --sysctl net.ipv4.ip_forward=1 nginx`),
  line('a limit upside down', raw`docker run --ulimit nofile=2048:1024 nginx`, { cannot: 'a limit that is none' }),
  line('a security option that is none', raw`docker run --security-opt wizard=on nginx`),
  line('an option of the log that is none', raw`docker run --log-opt shape=round nginx`),
  line('a platform that is none', raw`docker run --platform toaster/oven nginx`),
  line('a device that is none', raw`docker run --device /dev/no-such-device:/dev/x nginx`),
  line('an add-host without an address', raw`docker run --add-host box nginx`, { cannot: 'a host that is none' }),
  line('a storage size where there is none', raw`docker run --storage-opt size=1G nginx`),
  line(
    'every kind of mount at once',
    raw`docker run -v named:/a -v /srv:/b:ro -v /c --tmpfs /d:size=1m --mount type=bind,src=/etc,dst=/e,ro --mount type=volume,src=named2,dst=/f --mount type=tmpfs,dst=/g nginx`
  ),
  line('a mount with a colon', raw`docker run --mount type=bind,source=/srv,target=/with:colon nginx`),
  line('a mount with a comma', raw`docker run --mount '"source=/srv",type=bind,"target=/with,comma"' nginx`),
  line('a volume with a dot', raw`docker run -v my.vol-1_x:/data nginx`),
  line('a folder with blanks', raw`docker run -v "/srv/my files:/data/my files:ro" nginx`),
  line('a folder of the home', raw`docker run -v ~/.ssh:/root/.ssh:ro -v ~:/host alpine`),
  line('a mode twice', raw`docker run -v /srv:/data:rw,z -v vol1:/cache:rw nginx`),
  line('consistency of old Macs', raw`docker run -v /srv:/app:delegated -v /opt:/opt2:cached,ro node`),
  line('everything upside down', raw`docker run nginx --name late -p 80:80`),
  line('publish in fields', raw`docker run --publish published=8080,target=80,protocol=tcp nginx`),
  line('publish on IPv6', raw`docker run -p [::1]:8080:80 -p "[2001:db8::1]:8443:443/tcp" nginx`),
  line('publish one port twice', raw`docker run -p 8080:80 -p 8081:80 -p 8080:80/udp nginx`),
  line('publish over SCTP', raw`docker run -p 9999:9999/sctp nginx`),
  line('publish port 0', raw`docker run -p 0:80 nginx`),
  line('capitals in a protocol', raw`docker run -p 53:53/UDP nginx`),
  line('a chain of variables before it', raw`DOCKER_BUILDKIT=1 TOKEN=abc docker run -e TOKEN alpine`),
  line('a variable with a default', raw`docker run -p "${'${PORT:-8080}'}:80" nginx`),
  line('a variable as a secret', raw`docker run -e PASSWORD=$PASSWORD -e "TOKEN=${'${TOKEN}'}" alpine`),
  line('the user of the shell', raw`docker run --rm -u $(id -u):$(id -g) -v $(pwd):$(pwd) -w $(pwd) alpine`),
  line(
    'X11',
    raw`docker run -it --rm -e DISPLAY=$DISPLAY -v /tmp/.X11-unix:/tmp/.X11-unix:ro --device /dev/null:/dev/snd jess/chromium`
  ),
  line(
    'jess: tor browser',
    raw`docker run -it -v /tmp/.X11-unix:/tmp/.X11-unix -e "DISPLAY=unix${'${DISPLAY}'}" --device /dev/zero:/dev/snd --name tor-browser jess/tor-browser`
  ),
  line(
    'jess: chrome',
    raw`docker run -it --net host --cpuset-cpus 0 --memory 512mb -v /tmp/.X11-unix:/tmp/.X11-unix -e DISPLAY=unix$DISPLAY -v $HOME/Downloads:/home/chrome/Downloads --security-opt seccomp=$HOME/chrome.json --name chrome jess/chrome`,
    { cannot: 'a seccomp profile in a file' }
  ),
  line('a context of its own', raw`docker --context default run --rm alpine`),
  line('another host', raw`docker -H unix:///var/run/docker.sock run -d nginx`),
  line('a line in a script', raw`docker run -d nginx && docker ps`, { cannot: 'another command after it' }),
  line('the id kept in a variable', raw`id=$(docker run -d nginx)`, { cannot: 'no docker command' }),
  line('docker compose is another thing', raw`docker compose run --rm web bash`, { cannot: 'no docker run' }),
  line('quiet', raw`docker run -q --rm alpine`, { since: 23 }),
  line('no content trust', raw`docker run --disable-content-trust --rm alpine`),
  line('tail without end', raw`docker run --name keep -d ubuntu tail -f /dev/null`),
  line(
    'debugging a network',
    raw`docker run -it --rm --net container:my-nginx --cap-add NET_ADMIN --cap-add NET_RAW nicolaka/netshoot`
  ),
  line(
    'debugging a process',
    raw`docker run -it --pid=container:my-nginx --net=container:my-nginx --cap-add sys_admin --cap-add sys_ptrace alpine sh`
  ),
  line('the machine itself', raw`docker run -it --rm --privileged --pid=host debian nsenter -t 1 -m -u -n -i sh`),
  line(
    'docker in docker',
    raw`docker run --privileged --name some-docker -d --network some-network --network-alias docker -e DOCKER_TLS_CERTDIR=/certs -v some-docker-certs-ca:/certs/ca -v some-docker-certs-client:/certs/client docker:dind`
  ),
  line(
    'a backup of a volume',
    raw`docker run --rm --volumes-from some-data -v $(pwd):/backup ubuntu tar cvf /backup/backup.tar /dbdata`
  ),
  line(
    'systemd',
    raw`docker run -d --name systemd --tmpfs /tmp --tmpfs /run --tmpfs /run/lock -v /sys/fs/cgroup:/sys/fs/cgroup:ro --stop-signal SIGRTMIN+3 --cgroupns=host jrei/systemd-ubuntu`
  ),
  line(
    'hardened',
    raw`docker run -d --read-only --tmpfs /tmp:rw,noexec,nosuid,size=64m --cap-drop ALL --security-opt no-new-privileges:true --pids-limit 64 --memory 128m --memory-swap 128m --cpus 0.25 --user 10001:10001 --restart on-failure:5 --init nginx`
  ),
  line(
    'real time audio',
    raw`docker run --rm --ulimit rtprio=95 --ulimit memlock=-1 --cap-add SYS_NICE --device /dev/null:/dev/snd alpine`
  ),
  line(
    'core dumps',
    raw`docker run --ulimit core=-1 --security-opt seccomp=unconfined --cap-add=SYS_PTRACE -it gcc gdb`
  ),
  line('a graphics card by CDI and two files', raw`docker run --device /dev/null --device nvidia.com/gpu=all alpine`, {
    since: 25
  })
]
