/** What is offered as one types into a plain field: the names that docker knows, and those of this engine. */
import { computed } from 'vue'
import { ulimitNames } from '../../../contract/command/limits'
import type { RunFieldName } from '../../../contract/containers/run-fields'
import { useContainers } from '../../stores/containers'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** capabilities(7). */
const capabilities =
  words(`ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE
  DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN
  NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT
  SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM`)

const known: Readonly<Partial<Record<RunFieldName, readonly string[]>>> = {
  attach: words('stdin stdout stderr'),
  capAdd: capabilities,
  capDrop: capabilities,
  stopSignal: words('SIGTERM SIGINT SIGQUIT SIGHUP SIGUSR1 SIGUSR2 SIGKILL SIGWINCH SIGRTMIN+3'),
  platform: words('linux/amd64 linux/arm64 linux/arm/v7 linux/386 linux/ppc64le linux/riscv64 linux/s390x'),
  logDriver: words('json-file local none syslog journald gelf fluentd awslogs splunk gcplogs etwlogs'),
  logOptions: words('max-size=10m max-file=3 mode=non-blocking max-buffer-size=4m tag= labels= env= compress=true'),
  securityOptions: words(
    'no-new-privileges seccomp=unconfined seccomp=builtin apparmor=unconfined label=disable systempaths=unconfined writable-cgroups=true'
  ),
  gpus: words('all 1 "device=0"'),
  ulimits: ulimitNames.map((name) => `${name}=`),
  sysctls: words(
    'net.core.somaxconn=1024 net.ipv4.ip_forward=1 net.ipv4.ip_unprivileged_port_start=0 net.ipv6.conf.all.disable_ipv6=1 kernel.shmmax= kernel.msgmax= fs.mqueue.msg_max='
  ),
  extraHosts: words('host.docker.internal:host-gateway'),
  dnsOptions: words('ndots:1 timeout:2 attempts:3 rotate use-vc'),
  devices: words('/dev/snd /dev/dri /dev/fuse /dev/kvm /dev/net/tun /dev/ttyUSB0 /dev/video0'),
  volumeDriver: words('local'),
  storageOptions: words('size=10G'),
  runtime: words('runc io.containerd.runc.v2 crun runsc nvidia'),
  isolation: words('default process hyperv'),
  ipc: words('private shareable host none'),
  pid: words('host'),
  uts: words('host'),
  userNamespace: words('host'),
  cgroupNamespace: words('private host')
}

export function useSuggestions(): (name: RunFieldName) => readonly string[] {
  const containers = useContainers()
  const names = computed(() => containers.list.map(({ name }) => name).sort())
  return (name) => {
    switch (name) {
      case 'volumesFrom':
        return names.value.flatMap((container) => [container, `${container}:ro`])
      case 'links':
        return names.value
      case 'ipc':
      case 'pid':
        return [...(known[name] ?? []), ...names.value.map((container) => `container:${container}`)]
      default:
        return known[name] ?? []
    }
  }
}
