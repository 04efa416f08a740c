/** Programs in containers that people use as commands of their own, from their READMEs. */
import { line, raw } from './run-line'

export const tools = [
  line(
    'jekyll',
    raw`docker run --rm --volume="$PWD:/srv/jekyll:Z" --publish [::1]:4000:4000 jekyll/jekyll jekyll serve`
  ),
  line(
    'pandoc',
    raw`docker run --rm --volume "${'`pwd`'}:/data" --user ${'`id -u`'}:${'`id -g`'} pandoc/latex README.md -o outfile.pdf`
  ),
  line(
    'ffmpeg',
    raw`docker run -v $(pwd):$(pwd) -w $(pwd) jrottenberg/ffmpeg:3.4-scratch -stats -i http://example.com/a.m3u8 -c copy -bsf:a aac_adtstoasc test.mp4`
  ),
  line(
    'aws-cli',
    raw`docker run --rm -it -v ~/.aws:/root/.aws -v $(pwd):/aws amazon/aws-cli s3 cp s3://aws-cli-docker-demo/hello .`
  ),
  line(
    'triton',
    raw`docker run --gpus=1 --rm -p8000:8000 -p8001:8001 -p8002:8002 -v/full/path/to/docs/examples/model_repository:/models nvcr.io/nvidia/tritonserver:24.05-py3 tritonserver --model-repository=/models`
  ),
  line(
    'vllm',
    raw`docker run --gpus all -v ~/.cache/huggingface:/root/.cache/huggingface --env "HUGGING_FACE_HUB_TOKEN=<secret>" -p 8000:8000 --ipc=host vllm/vllm-openai:latest --model mistralai/Mistral-7B-v0.1`
  ),
  line(
    'rocm',
    raw`docker run -it --network=host --device=/dev/kfd --device=/dev/dri --group-add=video --ipc=host --cap-add=SYS_PTRACE --security-opt seccomp=unconfined -v $HOME/dockerx:/dockerx --shm-size 8G rocm/pytorch`
  ),
  line(
    'k3s',
    raw`docker run -d --tmpfs /run --tmpfs /var/run --privileged --name k3s-server-1 --hostname k3s-server-1 -p 6443:6443 -e K3S_TOKEN=some-token rancher/k3s:v1.24.10-k3s1 server --tls-san=0.0.0.0`
  ),
  line('hadolint', raw`docker run --rm -i hadolint/hadolint < Dockerfile`, {
    cannot: 'a redirection that a shell would make'
  }),
  line(
    'trivy',
    raw`docker run --rm -v /var/run/docker.sock:/var/run/docker.sock -v $HOME/Library/Caches:/root/.cache/ aquasec/trivy:0.50.1 image --severity HIGH,CRITICAL python:3.4-alpine`
  ),
  line(
    'openapi-generator',
    raw`docker run --rm \
  -v ${'${PWD}'}:/local openapitools/openapi-generator-cli generate \
  -i https://example.com/petstore.yaml \
  -g go \
  -o /local/out/go`
  ),
  line(
    'certbot',
    raw`sudo docker run -it --rm --name certbot \
            -v "/etc/letsencrypt:/etc/letsencrypt" \
            -v "/var/lib/letsencrypt:/var/lib/letsencrypt" \
            -p 80:80 certbot/certbot certonly`
  ),
  line(
    'asterisk',
    raw`docker run -d --name freepbx --cap-add=NET_ADMIN -p 5060:5060/udp -p 5160-5161:5160-5161/udp -p 18000-18100:18000-18100/udp -v freepbx_data:/data --dns 8.8.8.8 tiredofit/freepbx`
  ),
  line(
    'mitmproxy',
    raw`docker run --rm -it [-v ~/.mitmproxy:/home/mitmproxy/.mitmproxy] -p 8080:8080 mitmproxy/mitmproxy`,
    { cannot: 'an image that is none' }
  ),
  line('a registry’s user', raw`docker run --entrypoint htpasswd httpd:2 -Bbn testuser 'test$password'`),
  line(
    'a volume copied',
    raw`docker run --rm -v from-here:/from:ro -v to-there:/to alpine ash -c "cd /from ; cp -av . /to"`
  ),
  line(
    'a database dumped',
    raw`docker run -i --rm --network container:my-nginx -e PASSWORD="$PASSWORD" postgres pg_dump -h localhost -U postgres -Fc --no-owner app`
  ),
  line(
    'a shell in everybody’s namespaces',
    raw`docker run -it --rm --privileged --pid=host --net=host --ipc=host --uts=host --userns=host -v /:/host --security-opt label=disable alpine chroot /host`
  )
]
