/** The whole run form: every section filled by the keyboard, and a long pasted line, against what the docker CLI makes. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tokenize } from '../../contract/command/tokenize'
import { dockerOn } from '../support/docker-cli'
import { launchApp, type LaunchedApp } from '../support/electron-app'
import { throwawayEngine, type ThrowawayEngine } from '../support/engine'
import { wordsOf } from '../support/words'
import { windowOf, type AppWindow } from './pages/window'

const t = wordsOf('en')
let engine: ThrowawayEngine
let docker: ReturnType<typeof dockerOn>
let app: LaunchedApp
let view: AppWindow

beforeAll(async () => {
  engine = await throwawayEngine()
  docker = dockerOn(engine.host)
  await docker('pull', '-q', 'busybox')
  await docker('network', 'create', '--subnet', '10.77.0.0/24', 'backend')
  app = await launchApp({ dockerHost: engine.host })
  view = windowOf(app, t)
})
afterAll(async () => {
  await app?.close()
  await engine?.stop()
})
beforeEach(async () => {
  await view.palette('docker run', t('shell.palette.run'))
  await view.page.getByRole('button', { name: t('run.clear'), exact: true }).click()
})
afterEach(async () => {
  const ids = (await docker('ps', '-aq')).split('\n').filter((id) => id !== '')
  if (ids.length > 0) await docker('rm', '-f', ...ids)
})

interface Inspected {
  readonly Name: string
  readonly Config: Record<string, unknown>
  readonly HostConfig: Record<string, unknown>
  readonly NetworkSettings: {
    readonly Networks: Record<string, { readonly Aliases?: string[]; readonly IPAMConfig?: unknown }>
  }
}
/** Nothing is `null` to one and an empty list to another; limits and variables come in no order; docker before 23 leaves CAP_ away. */
function compared(name: string, value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined
  if (name === 'CapAdd' || name === 'CapDrop') return (value as string[]).map((one) => one.replace(/^CAP_/, ''))
  return name === 'Ulimits' || name === 'Env' ? (value as unknown[]).map((one) => JSON.stringify(one)).sort() : value
}
/** What was asked for, without what the engine makes up. */
async function made(name: string): Promise<unknown> {
  const [container] = JSON.parse(await docker('inspect', name)) as Inspected[]
  if (container === undefined) throw new Error(`${name} is not there`)
  const id = (await docker('inspect', '--format', '{{.Id}}', name)).slice(0, 12)
  const networks = Object.entries(container.NetworkSettings.Networks).map(([network, { Aliases, IPAMConfig }]) => ({
    network,
    aliases: (Aliases ?? []).filter((alias) => alias !== id && alias !== name),
    address: IPAMConfig
  }))
  const { Config: config, HostConfig: host } = container
  return JSON.parse(JSON.stringify({ config, host: { ...host, ContainerIDFile: '' }, networks }, compared))
}
const shown = async (): Promise<readonly string[]> => {
  const tokens = tokenize(
    (
      await view.page
        .getByRole('form')
        .getByRole('group', { name: t('ui.command.label') })
        .innerText()
    )
      .replace(/\s+/g, ' ')
      .trim()
  )
  if (tokens.kind === 'unclosed') throw new Error('The line that is shown cannot be read')
  return tokens.words.map(({ text }) => text)
}
/** The form's container beside the one that the docker CLI makes of the line that was shown. */
async function createdAsShown(name: string): Promise<void> {
  const [, ...words] = await shown()
  await view.page
    .getByRole('form')
    .getByRole('button', { name: t('run.create'), exact: true })
    .click()
  const refusal = view.page.getByRole('form').getByRole('alert').first()
  await view.detail(name).or(refusal).waitFor()
  expect(await refusal.allInnerTexts()).toEqual([])
  const ours = await made(name)
  await docker('rm', '-f', name)
  await docker(...words)
  expect(ours).toEqual(await made(name))
}

describe('the whole form', () => {
  it('is filled by the keyboard, option by option, and makes what its line makes', async () => {
    const { page } = view
    const search = page.getByRole('searchbox', { name: t('run.search') })
    /** Finds the option, and types into it. */
    const set = async (flag: string, value: string): Promise<void> => {
      await search.fill(flag)
      await search.press('Enter')
      const focused = page.locator(':focus')
      await focused.and(page.locator('input:not([type="search"]), select, button')).waitFor()
      const kind = await focused.evaluate((element) =>
        element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase()
      )
      if (kind === 'checkbox') await page.keyboard.press('Space')
      else if (kind === 'select') await focused.selectOption(value)
      else {
        if (kind === 'button') {
          await page.keyboard.press('Enter')
          await page.locator('li:last-child input:focus').waitFor()
        }
        await page.keyboard.insertText(value)
      }
    }
    await page.getByRole('combobox', { name: t('run.target') }).selectOption('create')
    await page
      .getByRole('form')
      .getByRole('combobox', { name: /^Image/ })
      .fill('busybox')
    const plain = [
      ['--name', 'whole'],
      ['--hostname', 'web'],
      ['--workdir', '/srv'],
      ['--user', '1000:1000'],
      ['--init', 'yes'],
      ['--restart', 'on-failure'],
      ['--stop-signal', 'SIGINT'],
      ['--stop-timeout', '5'],
      ['--label', 'a.b=c d'],
      ['--expose', '9000'],
      ['--read-only', ''],
      ['--dns', '1.1.1.1'],
      ['--dns-search', 'example.org'],
      ['--add-host', 'db:10.0.0.1'],
      ['--memory', '64m'],
      ['--memory-reservation', '32m'],
      ['--cpus', '0.5'],
      ['--pids-limit', '50'],
      ['--shm-size', '32m'],
      ['--ulimit', 'nofile=100:200'],
      ['--oom-score-adj', '100'],
      ['--log-driver', 'json-file'],
      ['--log-opt', 'max-size=1m'],
      ['--cap-add', 'NET_ADMIN'],
      ['--cap-drop', 'CHOWN'],
      ['--security-opt', 'no-new-privileges'],
      ['--device', '/dev/null:/dev/nothing:r'],
      ['--sysctl', 'net.core.somaxconn=100'],
      ['--group-add', '2000'],
      ['--ipc', 'shareable'],
      ['--pid', 'host'],
      ['--runtime', 'runc']
    ] as const
    for (const [flag, value] of plain) await set(flag, value)
    const row = async (add: string, list: string, fields: ReadonlyArray<readonly [string, string]>): Promise<void> => {
      await page.getByRole('button', { name: t(add), exact: true }).click()
      const last = page
        .getByRole('group', { name: t(list), exact: true })
        .getByRole('listitem')
        .last()
      for (const [label, value] of fields) await last.getByLabel(t(label), { exact: true }).fill(value)
    }
    for (const section of ['ports', 'environment', 'health'])
      if ((await page.getByRole('button', { name: t(`run.section.${section}`), expanded: false }).count()) > 0)
        await page.getByRole('button', { name: t(`run.section.${section}`), expanded: false }).click()
    await row('run.add-port', 'run.ports', [
      ['run.port-host', '127.0.0.1:8000-8001'],
      ['run.port-container', '80-81']
    ])
    await row('run.add-variable', 'run.environment', [
      ['run.variable-name', 'GREETING'],
      ['run.variable-value', 'good day']
    ])
    await row('run.add-mount', 'run.mounts', [
      ['run.mount-source', 'data'],
      ['run.mount-target', '/data']
    ])
    await row('run.add-network', 'run.networks', [
      ['run.network-name', 'backend'],
      ['run.network-aliases', 'web, www']
    ])
    await page.getByRole('combobox', { name: t('run.health'), exact: true }).selectOption('own')
    await page.locator('[data-section="health"]').getByLabel(t('run.health-command'), { exact: true }).fill('true')
    await page.locator('[data-section="health"]').getByLabel(t('run.health-interval'), { exact: true }).fill('5s')
    const line = (await shown()).join(' ')
    for (const [flag] of plain) if (flag !== '--init') expect(line).toMatch(new RegExp(`(${flag}|-[umw])( |$)`))
    expect(line).toContain('--network backend --network-alias web --network-alias www')
    expect(line).toContain('--health-cmd true --health-interval 5s')
    await createdAsShown('whole')
  })

  it('holds all of a long pasted line', async () => {
    const source = `# as people write them
      sudo docker container create -it --name=long --hostname long --restart unless-stopped \\
        -p 127.0.0.1:8080:80/tcp -p 9000-9002:9000-9002/udp -p 7000-7005:70 --expose 1234 \\
        -e A=1 --env "B=two words" -e 'C=it'"'"'s' -l one=1 --label two \\
        -v data:/var/lib/data:ro --mount type=bind,src=/tmp,dst=/host,readonly,bind-propagation=rslave \\
        --tmpfs /run:size=16m,mode=1777 --network backend --ip 10.77.0.40 --network-alias long-alias \\
        --dns 9.9.9.9 --add-host=gate:host-gateway -m512m --memory-swap=1g --cpus=.75 -c 512 \\
        --pids-limit 99 --shm-size=128m --ulimit nofile=1024:2048 --ulimit core=-1 --oom-score-adj=-5 \\
        --cap-drop ALL --cap-add=CHOWN --security-opt no-new-privileges --device=/dev/null \\
        --read-only --init --stop-signal=SIGQUIT --stop-timeout 30 --log-driver json-file --log-opt max-size=10m \\
        --health-cmd 'wget -q localhost || exit 1' --health-interval=1m30s --health-retries 5 --entrypoint sh \\
        -w /srv -u 1:1 busybox -c 'echo "$HOME"; sleep 1'`
    await view.page.getByRole('button', { name: t('run.paste.open') }).click()
    await view.dialog.getByRole('textbox', { name: t('run.paste.command') }).fill(source)
    await view.dialog.getByRole('button', { name: t('run.paste.fill') }).click()
    await view.page.getByText(t('run.paste.all')).waitFor()
    await createdAsShown('long')
  })
})
