/** What people run on their own servers, from the projects' READMEs. */
import { line, raw } from './run-line'

export const readmesServer = [
  line(
    'vaultwarden',
    raw`docker run -d --name vaultwarden -v /vw-data/:/data/ --restart unless-stopped -p 80:80 vaultwarden/server:latest`
  ),
  line(
    'vaultwarden: behind a proxy, with podman’s way',
    raw`docker run --detach --name vaultwarden --env DOMAIN="https://vw.domain.tld" --volume /vw-data/:/data/ --restart unless-stopped --publish 127.0.0.1:8000:80 vaultwarden/server:latest`
  ),
  line(
    'wireguard, linuxserver',
    raw`docker run -d \
  --name=wireguard \
  --cap-add=NET_ADMIN \
  --cap-add=SYS_MODULE ${'`#optional`'} \
  -e PUID=1000 \
  -e PGID=1000 \
  -e TZ=Etc/UTC \
  -e SERVERURL=wireguard.domain.com ${'`#optional`'} \
  -e SERVERPORT=51820 ${'`#optional`'} \
  -e PEERS=1 ${'`#optional`'} \
  -e PERSISTENTKEEPALIVE_PEERS= ${'`#optional`'} \
  -p 51820:51820/udp \
  -v /path/to/wireguard/config:/config \
  -v /lib/modules:/lib/modules ${'`#optional`'} \
  --sysctl="net.ipv4.conf.all.src_valid_mark=1" \
  --restart unless-stopped \
  lscr.io/linuxserver/wireguard:latest`
  ),
  line(
    'wg-easy',
    raw`  docker run -d \
  --name=wg-easy \
  -e LANG=de \
  -e WG_HOST=<🚨YOUR_SERVER_IP> \
  -v ~/.wg-easy:/etc/wireguard \
  -p 51820:51820/udp \
  -p 51821:51821/tcp \
  --cap-add=NET_ADMIN \
  --cap-add=SYS_MODULE \
  --sysctl="net.ipv4.conf.all.src_valid_mark=1" \
  --sysctl="net.ipv4.ip_forward=1" \
  --restart unless-stopped \
  ghcr.io/wg-easy/wg-easy`,
    { cannot: 'a redirection that a shell would make' }
  ),
  line(
    'plex, host networking',
    raw`docker run \
-d \
--name plex \
--network=host \
-e TZ="<timezone>" \
-e PLEX_CLAIM="<claimToken>" \
-v <path/to/plex/database>:/config \
plexinc/pms-docker`,
    { cannot: 'a redirection that a shell would make' }
  ),
  line(
    'plex, bridge networking',
    raw`docker run \
-d \
--name plex \
-p 32400:32400/tcp \
-p 8324:8324/tcp \
-p 32469:32469/tcp \
-p 1900:1900/udp \
-p 32410:32410/udp \
-p 32412:32412/udp \
-p 32413:32413/udp \
-p 32414:32414/udp \
-e TZ="<timezone>" \
-e ADVERTISE_IP="http://<hostIPAddress>:32400/" \
-h "plex.local" \
-v /srv/plex/database:/config \
-v /srv/plex/transcode/temp:/transcode \
-v /srv/plex/media:/data \
--device=/dev/full:/dev/dri \
plexinc/pms-docker`
  ),
  line(
    'plex, macvlan',
    raw`docker run -d --name plex --network=physical --ip=192.168.1.2 -e TZ="Europe/Paris" -h plex -v /srv/plex:/config plexinc/pms-docker`
  ),
  line(
    'jellyfin',
    raw`docker run -d \
 --name jellyfin \
 --user 1000:1000 \
 --net=host \
 --volume jellyfin-config:/config \
 --volume jellyfin-cache:/cache \
 --mount type=bind,source=/srv,target=/media \
 --restart=unless-stopped \
 jellyfin/jellyfin`
  ),
  line(
    'jellyfin: hardware',
    raw`docker run -d --name jellyfin --group-add="122" --device /dev/null:/dev/dri/renderD128:rw -v jellyfin-config:/config --mount type=bind,source=/srv,target=/media2,readonly jellyfin/jellyfin`
  ),
  line(
    'jellyfin: NVIDIA',
    raw`docker run -d --name=jellyfin --gpus all --runtime=runc -v jellyfin-config:/config --net=host jellyfin/jellyfin`
  ),
  line(
    'emby',
    raw`docker run -d --name emby --env UID=1000 --env GIDLIST=100,44 --publish 8096:8096 --publish 8920:8920 --device /dev/zero:/dev/dri:r --restart on-failure emby/embyserver:latest`
  ),
  line(
    'sonarr, linuxserver',
    raw`docker run -d \
  --name=sonarr \
  -e PUID=1000 \
  -e PGID=1000 \
  -e TZ=Etc/UTC \
  -p 8989:8989 \
  -v /path/to/sonarr/data:/config \
  -v /path/to/tv/series:/tv ${'`#optional`'} \
  -v /path/to/downloadclient-downloads:/downloads ${'`#optional`'} \
  --restart unless-stopped \
  lscr.io/linuxserver/sonarr:latest`
  ),
  line(
    'swag, linuxserver',
    raw`docker run -d --name=swag --cap-add=NET_ADMIN -e PUID=1000 -e PGID=1000 -e TZ=Etc/UTC -e URL=example.com -e VALIDATION=http -e SUBDOMAINS=www, -e CERTPROVIDER= -e ONLY_SUBDOMAINS=false -p 443:443 -p 80:80 -v /path/to/swag/config:/config --restart unless-stopped lscr.io/linuxserver/swag:latest`
  ),
  line(
    'firefox, linuxserver',
    raw`docker run -d --name=firefox --security-opt seccomp=unconfined -p 3000:3000 -p 3001:3001 --shm-size="1gb" --restart unless-stopped lscr.io/linuxserver/firefox:latest`
  ),
  line(
    'transmission',
    raw`docker run -d --name=transmission -p 9091:9091 -p 51413:51413 -p 51413:51413/udp -v /srv/transmission:/config lscr.io/linuxserver/transmission:4.0.6`
  ),
  line(
    'transmission over a VPN',
    raw`docker run --cap-add=NET_ADMIN -d \
              -v /your/storage/path/:/data \
              -e OPENVPN_PROVIDER=PIA \
              -e OPENVPN_USERNAME=user \
              -e OPENVPN_PASSWORD=pass \
              -e LOCAL_NETWORK=192.168.0.0/16 \
              --log-driver json-file \
              --log-opt max-size=10m \
              -p 9091:9091 \
              haugene/transmission-openvpn`
  ),
  line(
    'a program in the VPN’s network',
    raw`docker run -d --name=qbittorrent --network=container:vpn -e WEBUI_PORT=8080 lscr.io/linuxserver/qbittorrent`
  ),
  line(
    'nextcloud',
    raw`docker run -d \
-v nextcloud:/var/www/html \
-v apps:/var/www/html/custom_apps \
-v config:/var/www/html/config \
-v data:/var/www/html/data \
-v theme:/var/www/html/themes/mytheme \
-p 8080:80 nextcloud`
  ),
  line(
    'nextcloud all-in-one',
    raw`sudo docker run \
--init \
--sig-proxy=false \
--name nextcloud-aio-mastercontainer \
--restart always \
--publish 80:80 \
--publish 8080:8080 \
--publish 8443:8443 \
--volume nextcloud_aio_mastercontainer:/mnt/docker-aio-config \
--volume /var/run/docker.sock:/var/run/docker.sock:ro \
nextcloud/all-in-one:latest`
  ),
  line(
    'syncthing',
    raw`docker run -p 8384:8384 -p 22000:22000/tcp -p 22000:22000/udp -p 21027:21027/udp -v /wherever/st-sync:/var/syncthing --hostname=my-syncthing syncthing/syncthing:latest`
  ),
  line(
    'uptime-kuma',
    raw`docker run -d --restart=always -p 3001:3001 -v uptime-kuma:/app/data --name uptime-kuma louislam/uptime-kuma:1`
  ),
  line('node-red', raw`docker run -it -p 1880:1880 -v node_red_data:/data --name mynodered nodered/node-red`),
  line('n8n', raw`docker run -it --rm --name n8n -p 5678:5678 -v n8n_data:/home/node/.n8n docker.n8n.io/n8nio/n8n`),
  line(
    'bookstack',
    raw`docker run -d --name=bookstack -e PUID=1000 -e DB_HOST=10.0.0.2 -e DB_PASS="a b" -e APP_KEY=base64:abc= -p 6875:80 lscr.io/linuxserver/bookstack`
  ),
  line(
    'paperless: redis beside it',
    raw`docker run -d --name paperless-broker --restart unless-stopped -v redisdata:/data redis:7`
  ),
  line(
    'photoprism',
    raw`docker run -d --name photoprism --security-opt seccomp=unconfined --security-opt apparmor=unconfined -p 2342:2342 -e PHOTOPRISM_UPLOAD_NSFW="true" -e PHOTOPRISM_ADMIN_PASSWORD="insecure" -v /photoprism/storage -v ~/Pictures:/photoprism/originals photoprism/photoprism`
  ),
  line(
    'immich machine learning',
    raw`docker run -d --name immich_ml --restart always -v model-cache:/cache --memory 4g --cpus 2.5 ghcr.io/immich-app/immich-machine-learning:release`
  ),
  line(
    'frigate',
    raw`docker run -d --name frigate --restart=unless-stopped --stop-timeout 30 --mount type=tmpfs,target=/tmp/cache,tmpfs-size=1000000000 --device /dev/null:/dev/bus/usb --shm-size=64m -v /path/to/your/storage:/media/frigate -v /etc/localtime:/etc/localtime:ro -e FRIGATE_RTSP_PASSWORD='password' -p 8971:8971 -p 8554:8554 -p 8555:8555/tcp -p 8555:8555/udp ghcr.io/blakeblackshear/frigate:stable`
  ),
  line(
    'scrutiny',
    raw`docker run -it --rm -p 8080:8080 -p 8086:8086 -v ${'`pwd`'}/scrutiny:/opt/scrutiny/config -v /run/udev:/run/udev:ro --cap-add SYS_RAWIO --device=/dev/null --device=/dev/zero --name scrutiny ghcr.io/analogj/scrutiny:master-omnibus`
  ),
  line('minecraft', raw`docker run -d -it -p 25565:25565 -e EULA=TRUE itzg/minecraft-server`),
  line(
    'minecraft: message of the day',
    raw`docker run -d -p 25565:25565 -e EULA=TRUE -e MOTD="A §l§cMinecraft§r §nserver" -e TYPE=PAPER --name mc itzg/minecraft-server`
  ),
  line(
    'valheim',
    raw`docker run -d --name valheim-server --cap-add=sys_nice --stop-timeout 120 -p 2456-2457:2456-2457/udp -v $HOME/valheim-server/config:/config -e SERVER_NAME="My Server" -e SERVER_PASS="secret" lloesche/valheim-server`
  ),
  line(
    'openvpn: generate',
    raw`docker run -v ovpn-data-example:/etc/openvpn --rm kylemanna/openvpn ovpn_genconfig -u udp://VPN.SERVERNAME.COM`
  ),
  line(
    'openvpn',
    raw`docker run -v ovpn-data-example:/etc/openvpn -d -p 1194:1194/udp --cap-add=NET_ADMIN kylemanna/openvpn`
  ),
  line(
    'tailscale',
    raw`docker run -d --name=tailscaled -v /var/lib:/var/lib -v /dev/net/tun:/dev/net/tun --network=host --cap-add=NET_ADMIN --cap-add=NET_RAW --env TS_AUTHKEY=tskey-x tailscale/tailscale`
  ),
  line('cloudflared', raw`docker run cloudflare/cloudflared:latest tunnel --no-autoupdate run --token eyJhIjoi`),
  line(
    'unifi',
    raw`docker run -d --init --restart=unless-stopped -p 8080:8080 -p 8443:8443 -p 3478:3478/udp -e TZ='Africa/Johannesburg' -v ~/unifi:/unifi --user unifi --name unifi jacobalberty/unifi`
  ),
  line(
    'duplicati',
    raw`docker run -d --name=duplicati -e PUID=0 -e PGID=0 -e CLI_ARGS= -p 8200:8200 -v /srv/backups:/backups -v /:/source:ro lscr.io/linuxserver/duplicati`
  ),
  line(
    'samba',
    raw`sudo docker run -it -p 139:139 -p 445:445 -d dperson/samba -p -u "example1;badpass" -s "public;/share" -s "users;/srv;no;no;no;example1,example2"`
  ),
  line('ollama', raw`docker run -d -v ollama:/root/.ollama -p 11434:11434 --name ollama ollama/ollama`),
  line(
    'ollama: NVIDIA',
    raw`docker run -d --gpus=all -v ollama:/root/.ollama -p 11434:11434 --name ollama ollama/ollama`
  ),
  line(
    'ollama: AMD',
    raw`docker run -d --device /dev/null:/dev/kfd --device /dev/zero:/dev/dri -v ollama:/root/.ollama -p 11434:11434 --name ollama ollama/ollama:rocm`
  ),
  line(
    'open-webui',
    raw`docker run -d -p 3000:8080 --add-host=host.docker.internal:host-gateway -v open-webui:/app/backend/data --name open-webui --restart always ghcr.io/open-webui/open-webui:main`
  ),
  line(
    'stable diffusion',
    raw`docker run --rm -it --gpus '"device=0,1"' --ipc=host --ulimit memlock=-1 --ulimit stack=67108864 nvcr.io/nvidia/pytorch:24.07-py3`
  ),
  line(
    'freqtrade',
    raw`docker run --rm -v $(pwd)/user_data:/freqtrade/user_data freqtradeorg/freqtrade:stable create-userdir --userdir user_data`
  )
]
