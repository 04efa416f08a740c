/**
 * What the app itself finds out on its own computer, as a few lines of a POSIX shell for another one: each writes what the fact of the
 * same name tells (electron/features/prerequisites/facts/linux-facts.ts), so that the same check reads it. What is not there ends with
 * 127, as a program that is missing does.
 */
import { namesOfOptions } from '../checks/linux/kernel-options'

/** Of moby's `contrib/check-config.sh`: where distributions keep it. Only what is looked at: a whole one is 250 kB. */
const kernelConfig = [
  'k=$(uname -r)',
  'for f in /proc/config.gz /boot/config-$k /usr/lib/modules/$k/config /lib/modules/$k/config /usr/lib/ostree-boot/config-$k',
  'do [ -r $f ] || continue',
  `case $f in *.gz) zcat $f;; *) cat $f;; esac | grep -E "^CONFIG_(${namesOfOptions.join('|')})=[ym]"`,
  'exit 0',
  'done',
  'exit 127'
]

const kvm = [
  't=false u=false',
  'if [ -e /dev/kvm ]; then t=true; fi',
  'if [ -r /dev/kvm ] && [ -w /dev/kvm ]; then u=true; fi',
  `printf '{"there":%s,"usable":%s}\\n' $t $u`
]

const container = [
  'd=false p=false',
  'if [ -e /.dockerenv ]; then d=true; fi',
  'if [ -e /run/.containerenv ]; then p=true; fi',
  `printf '{"docker":%s,"podman":%s}\\n' $d $p`
]

const runtimeFolder = [
  'w=false',
  'if [ -n "$XDG_RUNTIME_DIR" ] && [ -w "$XDG_RUNTIME_DIR" ]; then w=true; fi',
  `printf '{"path":"%s","writable":%s}\\n' "$XDG_RUNTIME_DIR" $w`
]

/** `df` of the nearest folder that is there. */
const dataDisk = [
  'p=$(docker info -f "{{.DockerRootDir}}" 2>/dev/null)',
  'case $p in /*) ;; *) p=/var/lib/docker;; esac',
  'm=$p',
  'while [ ! -e "$m" ]; do m=$(dirname "$m"); done',
  'set -- $(df -Pk "$m" | tail -n 1)',
  `printf '{"path":"%s","measured":"%s","total":%s,"free":%s}\\n' "$p" "$m" $(($2 * 1024)) $(($4 * 1024))`
]

/** Without curl nobody can be asked: then it is not known whether somebody listens. */
const socket = [
  'p=/var/run/docker.sock',
  `if [ ! -e $p ]; then if [ -L $p ]; then t=true; else t=false; fi; printf '{"path":"%s","there":%s,"connect":"ENOENT"}\\n' $p $t; exit 0; fi`,
  's=false c=ECONNREFUSED',
  'if [ -S $p ]; then s=true; fi',
  'if [ $s = true ]; then if [ ! -w $p ]; then c=EACCES; else curl -s -m 3 -o /dev/null --unix-socket $p http://docker/_ping; case $? in 0) c=connected;; 7) ;; *) c=untold;; esac; fi; fi',
  'set -- $(stat -Lc "%a %u %g" $p)',
  `printf '{"path":"%s","there":true,"isSocket":%s,"mode":%d,"uid":%d,"gid":%d,"connect":"%s"}\\n' $p $s 0$1 $2 $3 $c`
]

/** By the name of a fact's probe: what `sh -c` runs, on one line. Read only, every one. */
export const factScripts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'linux-kernel-config': kernelConfig,
    'linux-kvm': kvm,
    'linux-container': container,
    'linux-runtime-folder': runtimeFolder,
    'linux-data-disk': dataDisk,
    'linux-socket': socket,
    'linux-memory': ['awk \'/^MemTotal:/ {printf "%.0f\\n", $2 * 1024}\' /proc/meminfo']
  }).map(([name, lines]) => [name, lines.join('; ')])
)
