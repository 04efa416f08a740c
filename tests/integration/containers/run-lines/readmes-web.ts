/** Web servers, proxies and tools for developers, from their READMEs and pages on Docker Hub. */
import { line, raw } from './run-line'

export const readmesWeb = [
  line('nginx: static content', raw`docker run --name some-nginx -v /some/content:/usr/share/nginx/html:ro -d nginx`),
  line('nginx: exposing a port', raw`docker run --name some-nginx -d -p 8080:80 some-content-nginx`),
  line(
    'nginx: own configuration',
    raw`docker run --name my-custom-nginx-container -v /host/path/nginx.conf:/etc/nginx/nginx.conf:ro -d nginx`
  ),
  line(
    'nginx: debug',
    raw`docker run --name my-nginx -v /host/path/nginx.conf:/etc/nginx/nginx.conf:ro -d nginx nginx-debug -g 'daemon off;'`
  ),
  line(
    'nginx: read-only',
    raw`docker run -d -p 80:80 --read-only -v $(pwd)/nginx-cache:/var/cache/nginx -v $(pwd)/nginx-pid:/var/run nginx`
  ),
  line('nginx: the welcome of every tutorial', raw`docker run -it --rm -d -p 8080:80 --name web nginx`),
  line('httpd', raw`docker run -dit --name my-apache-app -p 8080:80 -v "$PWD":/usr/local/apache2/htdocs/ httpd:2.4`),
  line('httpd: configuration out of the image', raw`docker run --rm httpd:2.4 cat /usr/local/apache2/conf/httpd.conf`),
  line(
    'caddy',
    raw`$ docker run -d -p 80:80 \
    -v $PWD/index.html:/usr/share/caddy/index.html \
    -v caddy_data:/data \
    caddy`
  ),
  line(
    'caddy: own Caddyfile, HTTP/3',
    raw`docker run -d --cap-add=NET_ADMIN -p 80:80 -p 443:443 -p 443:443/udp \
    -v /site:/srv \
    -v caddy_data:/data \
    -v caddy_config:/config \
    caddy caddy file-server --domain example.com`
  ),
  line(
    'traefik: quick start',
    raw`docker run -d -p 8080:8080 -p 80:80 \
-v $PWD/traefik.yml:/etc/traefik/traefik.yml \
-v /var/run/docker.sock:/var/run/docker.sock \
traefik:v2.10`
  ),
  line(
    'traefik: labels of a service',
    raw`docker run -d --name whoami --label 'traefik.http.routers.whoami.rule=Host(${'`whoami.localhost`'})' -l traefik.enable=true --network web traefik/whoami`
  ),
  line(
    'haproxy',
    raw`docker run -d --name my-running-haproxy -v /path/to/etc/haproxy:/usr/local/etc/haproxy:ro --sysctl net.ipv4.ip_unprivileged_port_start=0 haproxy:2.3`
  ),
  line(
    'portainer: agent volume',
    raw`docker run -d -p 8000:8000 -p 9443:9443 --name portainer --restart=always -v /var/run/docker.sock:/var/run/docker.sock -v portainer_data:/data portainer/portainer-ce:latest`
  ),
  line(
    'portainer: agent',
    raw`docker run -d \
  -p 9001:9001 \
  --name portainer_agent \
  --restart=always \
  -v /var/run/docker.sock:/var/run/docker.sock \
  -v /var/lib/docker/volumes:/var/lib/docker/volumes \
  -v /:/host \
  portainer/agent:2.19.4`
  ),
  line(
    'portainer on Windows, in PowerShell',
    [
      'docker run -d -p 8000:8000 -p 9443:9443 --name portainer `',
      '  --restart=always `',
      '  -v portainer_data:/data `',
      '  portainer/portainer-ce:lts'
    ].join('\n'),
    {
      posix:
        'docker run -d -p 8000:8000 -p 9443:9443 --name portainer --restart=always -v portainer_data:/data portainer/portainer-ce:lts'
    }
  ),
  line(
    'gitlab',
    raw`sudo docker run --detach \
  --hostname gitlab.example.com \
  --env GITLAB_OMNIBUS_CONFIG="external_url 'http://gitlab.example.com'" \
  --publish 443:443 --publish 80:80 --publish 22:22 \
  --name gitlab \
  --restart always \
  --volume $GITLAB_HOME/config:/etc/gitlab \
  --volume $GITLAB_HOME/logs:/var/log/gitlab \
  --volume $GITLAB_HOME/data:/var/opt/gitlab \
  --shm-size 256m \
  gitlab/gitlab-ee:17.1.0-ee.0`
  ),
  line(
    'gitlab runner',
    raw`docker run -d --name gitlab-runner --restart always \
    -v /srv/gitlab-runner/config:/etc/gitlab-runner \
    -v /var/run/docker.sock:/var/run/docker.sock \
    gitlab/gitlab-runner:latest`
  ),
  line(
    'gitlab runner: register',
    raw`docker run --rm -it -v /srv/gitlab-runner/config:/etc/gitlab-runner gitlab/gitlab-runner register`
  ),
  line(
    'jenkins',
    raw`docker run -p 8080:8080 -p 50000:50000 --restart=on-failure -v jenkins_home:/var/jenkins_home jenkins/jenkins:lts-jdk17`
  ),
  line(
    'jenkins: docker in docker',
    raw`docker run --name jenkins-docker --rm --detach \
  --privileged --network jenkins --network-alias docker \
  --env DOCKER_TLS_CERTDIR=/certs \
  --volume jenkins-docker-certs:/certs/client \
  --volume jenkins-data:/var/jenkins_home \
  --publish 2376:2376 \
  docker:dind --storage-driver overlay2`
  ),
  line(
    'jenkins: blue ocean',
    raw`docker run --name jenkins-blueocean --restart=on-failure --detach \
  --network jenkins --env DOCKER_HOST=tcp://docker:2376 \
  --env DOCKER_CERT_PATH=/certs/client --env DOCKER_TLS_VERIFY=1 \
  --publish 8080:8080 --publish 50000:50000 \
  --volume jenkins-data:/var/jenkins_home \
  --volume jenkins-docker-certs:/certs/client:ro \
  myjenkins-blueocean:2.462.1-1`
  ),
  line('gitea', raw`docker run -d --name=gitea -p 10022:22 -p 10080:3000 -v /var/lib/gitea:/data gitea/gitea:1.22`),
  line('registry', raw`docker run -d -p 5000:5000 --restart=always --name registry registry:2`),
  line(
    'registry: own certificate',
    raw`docker run -d \
  --restart=always \
  --name registry \
  -v "$(pwd)"/certs:/certs \
  -e REGISTRY_HTTP_ADDR=0.0.0.0:443 \
  -e REGISTRY_HTTP_TLS_CERTIFICATE=/certs/domain.crt \
  -e REGISTRY_HTTP_TLS_KEY=/certs/domain.key \
  -p 443:443 \
  registry:2`
  ),
  line(
    'registry: htpasswd out of another image',
    raw`docker run \
  --entrypoint htpasswd \
  httpd:2 -Bbn testuser testpassword > auth/htpasswd`,
    { cannot: 'a redirection that a shell would make' }
  ),
  line(
    'sonarqube',
    raw`docker run -d --name sonarqube -e SONAR_ES_BOOTSTRAP_CHECKS_DISABLE=true -p 9000:9000 --stop-timeout 3600 sonarqube:latest`
  ),
  line(
    'nexus',
    raw`docker run -d -p 8081:8081 --name nexus -e INSTALL4J_ADD_VM_PARAMS="-Xms2703m -Xmx2703m -XX:MaxDirectMemorySize=2703m -Djava.util.prefs.userRoot=/some-other-dir" -v nexus-data:/nexus-data sonatype/nexus3`
  ),
  line(
    'node: one script',
    raw`docker run -it --rm --name my-running-script -v "$PWD":/usr/src/app -w /usr/src/app node:20 node your-daemon-or-script.js`
  ),
  line(
    'node: best practices',
    raw`docker run -e "NODE_ENV=production" -u "node" -m "300M" --memory-swap "1G" -w "/home/node/app" --name "my-nodejs-app" node`
  ),
  line(
    'python: one script',
    raw`docker run -it --rm --name my-running-script -v "$PWD":/usr/src/myapp -w /usr/src/myapp python:3 python your-daemon-or-script.py`
  ),
  line('golang: compile', raw`docker run --rm -v "$PWD":/usr/src/myapp -w /usr/src/myapp golang:1.22 go build -v`),
  line(
    'golang: cross-compile',
    raw`docker run --rm -v "$PWD":/usr/src/myapp -w /usr/src/myapp -e GOOS=windows -e GOARCH=386 golang:1.22 go build -v`
  ),
  line(
    'golang: a loop within',
    raw`docker run --rm -it -v "$PWD":/usr/src/myapp -w /usr/src/myapp golang:1.22 bash -c 'for GOOS in darwin linux; do echo $GOOS; done'`
  ),
  line(
    'rust',
    raw`docker run --rm --user "$(id -u)":"$(id -g)" -v "$PWD":/usr/src/myapp -w /usr/src/myapp rust:1.80 cargo build --release`
  ),
  line(
    'maven',
    raw`docker run -it --rm --name my-maven-project -v "$(pwd)":/usr/src/mymaven -w /usr/src/mymaven maven:3.9-amazoncorretto-21 mvn clean install`
  ),
  line('maven: its repository in the home folder', raw`docker run -it -v ~/.m2:/root/.m2 maven mvn --version`),
  line(
    'gradle',
    raw`docker run --rm -u gradle -v "$PWD":/home/gradle/project -w /home/gradle/project gradle gradle assemble`
  ),
  line('php', raw`docker run -d -p 80:80 --name my-apache-php-app -v "$PWD":/var/www/html php:7.2-apache`),
  line(
    'composer',
    raw`docker run --rm --interactive --tty --volume $PWD:/app composer install --ignore-platform-reqs --no-scripts`
  ),
  line(
    'composer: home and user',
    raw`docker run --rm --interactive --tty \
  --volume $PWD:/app \
  --volume ${'${COMPOSER_HOME:-$HOME/.composer}'}:/tmp \
  --user $(id -u):$(id -g) \
  composer <command>`,
    { cannot: 'a redirection that a shell would make' }
  ),
  line(
    'ruby',
    raw`docker run -it --rm -v "$PWD":/usr/src/myapp -w /usr/src/myapp ruby:3.3 ruby your-daemon-or-script.rb`
  ),
  line('wordpress', raw`docker run --name some-wordpress --network some-network -d wordpress`),
  line(
    'wordpress: its variables',
    raw`docker run --name some-wordpress -e WORDPRESS_DB_HOST=10.1.2.3:3306 -e WORDPRESS_DB_USER=wp -e WORDPRESS_DB_PASSWORD='p@ss w0rd' -p 8080:80 -d wordpress:php8.2-apache`
  ),
  line(
    'ghost',
    raw`docker run -d --name some-ghost -e NODE_ENV=development -e url=http://localhost:3001 -p 3001:2368 -v /path/to/ghost/blog:/var/lib/ghost/content ghost:alpine`
  ),
  line('adminer', raw`docker run --link some_database:db -p 8080:8080 -e ADMINER_DESIGN='nette' adminer`),
  line(
    'phpmyadmin',
    raw`docker run --name phpmyadmin -d --link mysql_db_server:db -p 8080:80 -e UPLOAD_LIMIT=300M phpmyadmin`
  ),
  line(
    'mailhog',
    raw`docker run -d -e "MH_STORAGE=maildir" -v $PWD/maildir:/maildir -p 1025:1025 -p 8025:8025 mailhog/mailhog`
  ),
  line(
    'jupyter',
    raw`docker run -it --rm -p 10000:8888 -v "${'${PWD}'}":/home/jovyan/work quay.io/jupyter/datascience-notebook:2024-05-27`
  ),
  line(
    'jupyter: as oneself',
    raw`docker run -it --rm \
    -p 8888:8888 \
    --user root \
    -e NB_USER="my-username" \
    -e CHOWN_HOME=yes \
    -w "/home/my-username" \
    quay.io/jupyter/base-notebook start-notebook.py --NotebookApp.token=''`
  ),
  line(
    'code-server',
    raw`docker run -it --name code-server -p 127.0.0.1:8080:8080 \
  -v "$HOME/.local:/home/coder/.local" \
  -v "$HOME/.config:/home/coder/.config" \
  -v "$PWD:/home/coder/project" \
  -u "1000:1000" \
  -e "DOCKER_USER=me" \
  codercom/code-server:latest`
  ),
  line('selenium', raw`docker run -d -p 4444:4444 -p 7900:7900 --shm-size="2g" selenium/standalone-firefox:4.23.0`),
  line(
    'puppeteer',
    raw`docker run -i --init --cap-add=SYS_ADMIN --rm ghcr.io/puppeteer/puppeteer:latest node -e "console.log(1)"`
  ),
  line(
    'playwright',
    raw`docker run -it --rm --ipc=host --user pwuser --security-opt seccomp=unconfined mcr.microsoft.com/playwright:v1.45.1-jammy /bin/bash`
  ),
  line(
    'localstack',
    raw`docker run --rm -it -p 127.0.0.1:4566:4566 -p 127.0.0.1:4510-4559:4510-4559 -v /var/run/docker.sock:/var/run/docker.sock localstack/localstack`
  ),
  line(
    'watchtower',
    raw`docker run --detach --name watchtower --volume /var/run/docker.sock:/var/run/docker.sock containrrr/watchtower --cleanup --interval 300`
  ),
  line('dozzle', raw`docker run -v /var/run/docker.sock:/var/run/docker.sock -p 8080:8080 amir20/dozzle:latest`),
  line(
    'diun',
    raw`docker run -d --name diun -e "TZ=Europe/Paris" -e "DIUN_WATCH_SCHEDULE=0 */6 * * *" -v "$PWD/data:/data" -v "/var/run/docker.sock:/var/run/docker.sock" -l "diun.enable=true" crazymax/diun:latest`
  ),
  line(
    'act runner, by digest',
    raw`docker run --rm alpine@sha256:c5b1261d6d3e43071626931fc004f70149baeba2c8ec672bd4f27761f8e1ad6b echo hi`
  )
]
