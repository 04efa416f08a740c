/** What people run at home and on their own servers, from the projects' READMEs. */
import { line, raw } from './run-line'

export const readmesHome = [
  line(
    'home-assistant',
    raw`docker run -d \
  --name homeassistant \
  --privileged \
  --restart=unless-stopped \
  -e TZ=MY_TIME_ZONE \
  -v /PATH_TO_YOUR_CONFIG:/config \
  -v /run/dbus:/run/dbus:ro \
  --network=host \
  ghcr.io/home-assistant/home-assistant:stable`
  ),
  line(
    'home-assistant: a stick on USB',
    raw`docker run -d --name homeassistant --restart unless-stopped -e TZ="Europe/Paris" -v /opt/ha:/config --device /dev/null:/dev/ttyUSB0 --net=host ghcr.io/home-assistant/home-assistant:stable`
  ),
  line(
    'zigbee2mqtt',
    raw`docker run --name zigbee2mqtt --restart=unless-stopped --device=/dev/zero:/dev/ttyACM0 -p 8080:8080 -v $(pwd)/data:/app/data -v /run/udev:/run/udev:ro -e TZ=Europe/Amsterdam ghcr.io/koenkk/zigbee2mqtt`
  ),
  line(
    'pihole',
    raw`docker run -d \
    --name pihole \
    -p 53:53/tcp -p 53:53/udp \
    -p 80:80 \
    -e TZ="America/Chicago" \
    -v "${'${PIHOLE_BASE}'}/etc-pihole:/etc/pihole" \
    -v "${'${PIHOLE_BASE}'}/etc-dnsmasq.d:/etc/dnsmasq.d" \
    --dns=127.0.0.1 --dns=1.1.1.1 \
    --restart=unless-stopped \
    --hostname pi.hole \
    -e VIRTUAL_HOST="pi.hole" \
    -e PROXY_LOCATION="pi.hole" \
    -e FTLCONF_LOCAL_IPV4="127.0.0.1" \
    pihole/pihole:latest`
  ),
  line(
    'pihole: as a DHCP server',
    raw`docker run -d --name pihole --cap-add NET_ADMIN --cap-add NET_RAW --network host -e WEBPASSWORD='' pihole/pihole`
  ),
  line(
    'adguard home',
    raw`docker run --name adguardhome\
    --restart unless-stopped\
    -v /my/own/workdir:/opt/adguardhome/work\
    -v /my/own/confdir:/opt/adguardhome/conf\
    -p 53:53/tcp -p 53:53/udp\
    -p 67:67/udp -p 68:68/udp\
    -p 80:80/tcp -p 443:443/tcp -p 443:443/udp -p 3000:3000/tcp\
    -p 853:853/tcp\
    -p 784:784/udp -p 853:853/udp -p 8853:8853/udp\
    -p 5443:5443/tcp -p 5443:5443/udp\
    -d adguard/adguardhome`
  )
]
