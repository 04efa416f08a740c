/** As lines arrive from forums, wikis, converters and consoles: whole, with everything that is copied along. */
import { line, raw } from './run-line'

const tick = '`'

/** As it shows what it has run. */
const unraid = raw`docker run
  -d
  --name='delugevpn'
  --net='bridge'
  --privileged=true
  -e TZ="America/Los_Angeles"
  -e HOST_OS="Unraid"
  -e 'VPN_ENABLED'='yes'
  -e 'NAME_SERVERS'='84.200.69.80,37.235.1.174'
  -e 'UMASK'='000'
  -l net.unraid.docker.managed=dockerman
  -l net.unraid.docker.webui='http://[IP]:[PORT:8112]/'
  -p '8112:8112/tcp'
  -p '58946:58946/udp'
  -v '/mnt/user/appdata/data':'/data':'rw'
  -v '/mnt/cache/appdata/delugevpn':'/config':'rw,slave'
  --sysctl="net.ipv4.conf.all.src_valid_mark=1" 'binhex/arch-delugevpn'`

export const forums = [
  line('unraid', unraid, { posix: unraid.replaceAll('\n', ' '), says: ['shell-stumbles'] }),
  line(
    'unraid: its own path of docker',
    raw`root@Tower:~# /usr/local/emhttp/plugins/dynamix.docker.manager/scripts/docker create --name='plexpy' --net='host' -e TZ="Europe/London" -e HOST_OS="unRAID" -e 'PGID'='100' -v '/mnt/user/appdata/plexpy':'/config':'rw,slave' 'linuxserver/plexpy'`,
    {
      posix: raw`docker create --name='plexpy' --net='host' -e TZ="Europe/London" -e HOST_OS="unRAID" -e 'PGID'='100' -v '/mnt/user/appdata/plexpy':'/config':'rw,slave' 'linuxserver/plexpy'`
    }
  ),
  line(
    'Synology: by SSH, as root',
    raw`sudo -i docker run -d --name=jackett \
-e PUID=1026 -e PGID=100 -e TZ=Europe/Berlin \
-e AUTO_UPDATE=true \
-v "/volume1/docker/jackett/config":/config \
-v "/volume1/Downloads/watch folder":/downloads \
-p 9117:9117 \
--net=bridge --restart always \
linuxserver/jackett`
  ),
  line(
    'runlike',
    raw`docker run --name=grafana --hostname=2d5b9a3c8f11 --user=472 --env='GF_SERVER_ROOT_URL=%(protocol)s://%(domain)s/' --env=PATH=/usr/share/grafana/bin:/bin --volume=grafana-storage:/var/lib/grafana --volume=/etc/localtime:/etc/localtime:ro --network=bridge --workdir=/usr/share/grafana -p 3000:3000 --expose=3001 --restart=unless-stopped --label='maintainer=Grafana Labs <hello@grafana.com>' --log-opt max-size=10m --runtime=runc --detach=true -t grafana/grafana --config '/etc/grafana.ini'`
  ),
  line(
    'a template of inspect',
    raw`docker run \
  --name "/nginx-proxy" \
  --runtime "runc" \
  --volume "/var/run/docker.sock:/tmp/docker.sock:ro" \
  --log-driver "json-file" \
  --restart "unless-stopped" \
  --publish "0.0.0.0:80:80/tcp" \
  --publish "0.0.0.0:443:443/tcp" \
  --network "my-net" \
  --network-alias "proxy" \
  --hostname "2d5b9a3c8f11" \
  --expose "80/tcp" \
  --env "DHPARAM_BITS=2048" \
  --label "com.docker.compose.project"="proxy" \
  --detach \
  --entrypoint "/app/docker-entrypoint.sh" \
  "nginxproxy/nginx-proxy" \
  "forego" "start" "-r"`
  ),
  line(
    'what composerize shows',
    raw`docker run -p 80:80 -v /var/run/docker.sock:/tmp/docker.sock:ro --restart always --log-opt max-size=1g nginx`
  ),
  line(
    'decomposerize',
    raw`docker run --detach --name db --network=my-net --restart=always --volume=db-data:/var/lib/mysql --env MYSQL_ROOT_PASSWORD='p@ss$word' --env MYSQL_DATABASE=app --health-cmd='mysqladmin ping -h localhost' --health-interval=10s --health-timeout=5s --health-retries=5 --ulimit nofile=20000:40000 --stop-timeout=60 mysql:8 --default-authentication-plugin=mysql_native_password`
  ),
  line(
    'linuxserver, with remarks in backticks everywhere',
    raw`docker run -d ${tick}# in the background${tick} \
  --name=webtop \
  --security-opt seccomp=unconfined ${tick}#optional${tick} \
  -e PUID=1000 \
  -e SUBFOLDER=/ ${tick}#optional${tick} \
  -e TITLE=Webtop ${tick}# shown in the tab${tick} \
  -p 3000:3000 \
  -v /var/run/docker.sock:/var/run/docker.sock ${tick}#optional${tick} \
  --device /dev/null:/dev/dri ${tick}#optional${tick} \
  --shm-size="1gb" ${tick}#optional${tick} \
  ${tick}# the image${tick} lscr.io/linuxserver/webtop:latest ${tick}#latest${tick}`
  ),
  line(
    'remarks on lines of their own',
    'docker run -d \\\n  --name stack \\\n  # the web\n  -p 8080:80 \\\n  # -p 8443:443 \\\n  # its data\n  -v data:/data \\\n  nginx',
    { posix: 'docker run -d --name stack -p 8080:80 -v data:/data nginx', says: ['shell-stumbles'] }
  ),
  line(
    'a remark behind each line',
    'docker run -d \\ # in the background\n  --restart always \\ # for ever\n  -p 9000:9000 \\ # open\n  nginx',
    { posix: 'docker run -d --restart always -p 9000:9000 nginx', says: ['shell-stumbles'] }
  ),
  line(
    'a page that swallowed the ends of lines',
    raw`docker run -d \ --name=heimdall \ -e PUID=1000 \ -p 80:80 -p 443:443 \ -v /path/to/appdata/config:/config \ --restart unless-stopped \ linuxserver/heimdall`,
    {
      posix: raw`docker run -d --name=heimdall -e PUID=1000 -p 80:80 -p 443:443 -v /path/to/appdata/config:/config --restart unless-stopped linuxserver/heimdall`,
      says: ['shell-stumbles']
    }
  ),
  line('blanks behind the backslashes', 'docker run -d \\ \n -p 81:80 \\\t\n --init \\  \n nginx', {
    posix: 'docker run -d -p 81:80 --init nginx',
    says: ['shell-stumbles']
  }),
  line('a backslash at the very end', 'docker run -d \\\n -p 82:80 \\\n nginx:alpine \\\n\n', {
    posix: 'docker run -d -p 82:80 nginx:alpine'
  }),
  line('tabs and Windows’ ends of lines', 'docker run\t-d \\\r\n\t-p\t83:80 \\\r\n\t-e "A=b\tc" \\\r\n\tnginx\r\n'),
  line('blanks of a web page', 'docker run\u00a0-d\u2009-p 84:80 \u200bnginx\ufeff', {
    posix: 'docker run -d -p 84:80 nginx'
  }),
  line('a block of code', '```bash\n$ docker run -d --name fenced \\\n    -p 85:80 nginx\n```\n', {
    posix: 'docker run -d --name fenced -p 85:80 nginx'
  }),
  line('a post in Markdown', 'Try this:\n\n~~~sh\nsudo docker run --rm -it alpine:3 sh\n~~~\n\nand tell us.', {
    posix: 'docker run --rm -it alpine:3 sh'
  }),
  line('a piece of code', '`docker run --rm hello-world`', { posix: 'docker run --rm hello-world' }),
  line('a list', '2. docker run -d -p 86:80 nginx', { posix: 'docker run -d -p 86:80 nginx' }),
  line('the prompt of Alpine', '/ # docker run --rm -v /srv:/srv alpine ls', {
    posix: 'docker run --rm -v /srv:/srv alpine ls'
  }),
  line('the prompt of a Raspberry Pi', 'pi@raspberrypi:~ $ sudo docker run -d -p 8123:8123 --privileged ha', {
    posix: 'docker run -d -p 8123:8123 --privileged ha'
  }),
  line('the prompt of macOS', 'MacBook-Pro:src me$ docker run --rm -e A=1 alpine', {
    posix: 'docker run --rm -e A=1 alpine'
  }),
  line('the prompt of oh-my-zsh', '➜  src git:(main) ✗ docker run --rm -e A=2 alpine', {
    posix: 'docker run --rm -e A=2 alpine'
  }),
  line('prompts of the lines that go on', '$ docker run -d \\\n> --name quay \\\n> -p 87:80 \\\n> nginx', {
    posix: 'docker run -d --name quay -p 87:80 nginx'
  }),
  line('another command before it', raw`mkdir -p /srv/site && cd /srv/site && docker run -d -v /srv/site:/x:ro nginx`, {
    posix: raw`docker run -d -v /srv/site:/x:ro nginx`,
    says: ['more-commands']
  }),
  line('a sentence before it', 'Then start the server:\n\ndocker run -d --name server -p 88:80 nginx', {
    posix: 'docker run -d --name server -p 88:80 nginx',
    says: ['more-commands']
  }),
  line('a semicolon behind it', raw`docker run --rm alpine true;`),
  line(
    'PowerShell: SQL Server',
    [
      'PS C:\\> docker run -e "ACCEPT_EULA=Y" `',
      '    -e "MSSQL_SA_PASSWORD=yourStrong(!)Password" `',
      "    -e 'MSSQL_PID=It''s `$free' `",
      '    -p 1401:1433 --name sql1 --hostname sql1 `',
      '    -v "sqldata1:/var/opt/mssql" `',
      '    -d mcr.microsoft.com/mssql/server:2019-latest'
    ].join('\r\n'),
    {
      posix: raw`docker run -e "ACCEPT_EULA=Y" -e "MSSQL_SA_PASSWORD=yourStrong(!)Password" -e 'MSSQL_PID=It'"'"'s ${tick}$free' -p 1401:1433 --name sql1 --hostname sql1 -v "sqldata1:/var/opt/mssql" -d mcr.microsoft.com/mssql/server:2019-latest`
    }
  ),
  line(
    'PowerShell: escaped quotes',
    'docker run --rm `\n  -e "JSON={""a"": `"b`"}" `\n  -v //var/run/docker.sock:/var/run/docker.sock `\n  alpine',
    {
      posix: raw`docker run --rm -e 'JSON={"a": "b"}' -v //var/run/docker.sock:/var/run/docker.sock alpine`
    }
  ),
  line(
    'cmd: quotes and carets',
    'C:\\Users\\me>docker run --rm ^\nMore?  -e "A=x ^ y" -e B=1^&2 ^\nMore?  -l "q=say \\"hi\\"" ^\nMore?  alpine',
    {
      posix: raw`docker run --rm -e "A=x ^ y" -e 'B=1&2' -l 'q=say "hi"' alpine`
    }
  ),
  line('a folder of Windows', raw`docker run -d -v C:\Users\me\site:/usr/share/nginx/html:ro nginx`, {
    posix: raw`docker run -d -v 'C:\Users\me\site:/usr/share/nginx/html:ro' nginx`
  }),
  line('Git Bash', raw`MSYS_NO_PATHCONV=1 winpty docker run -it --rm -v "/c/Users/me:/data" -w //data alpine sh`, {
    posix: raw`docker run -it --rm -v "/c/Users/me:/data" -w //data alpine sh`
  }),
  line('sudo, with the environment', raw`sudo -E -u root docker container run --rm -e TOKEN busybox`, {
    posix: raw`docker container run --rm -e TOKEN busybox`
  }),
  line('an Apple’s platform', raw`DOCKER_DEFAULT_PLATFORM=linux/amd64 docker run --rm -e A=3 busybox`),
  line('env before it', raw`env TOKEN=abc docker run -e TOKEN busybox`, { posix: raw`docker run -e TOKEN=abc busybox` })
]
