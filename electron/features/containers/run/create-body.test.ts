import { describe, expect, it } from 'vitest'
import { emptyRunOptions, type RunOptions } from '../../../../contract/containers/run'
import { createRequest, withoutSecrets } from './create-body'

const createBody = (run: RunOptions) => createRequest(run, { apiVersion: '1.41', os: 'linux', arch: 'amd64' }).body

const options = (some: Partial<RunOptions>): RunOptions => ({ ...emptyRunOptions, image: 'busybox', ...some })

describe('the body of a create', () => {
  it('attaches as docker does: nothing with -d, its input only with -i', () => {
    const attached = ({ detach, interactive }: Pick<RunOptions, 'detach' | 'interactive'>) => {
      const { AttachStdin, AttachStdout, AttachStderr, OpenStdin, StdinOnce } = createBody(
        options({ detach, interactive })
      )
      return [AttachStdin, AttachStdout, AttachStderr, OpenStdin, StdinOnce]
    }
    expect(attached({ detach: true, interactive: false })).toEqual([false, false, false, false, false])
    expect(attached({ detach: true, interactive: true })).toEqual([false, false, false, true, false])
    expect(attached({ detach: false, interactive: false })).toEqual([false, true, true, false, false])
    expect(attached({ detach: false, interactive: true })).toEqual([true, true, true, true, true])
  })

  it('has several bindings of one port, and a mount for what -v cannot say', () => {
    const body = createBody(
      options({
        ports: [
          { host: 8080, container: 80, protocol: 'tcp' },
          { ip: '127.0.0.1', container: 80, protocol: 'tcp' }
        ],
        mounts: [
          { kind: 'volume', source: '', target: '/scratch', readOnly: false, flag: 'volume', options: [] },
          { kind: 'bind', source: '/a', target: '/b:c', readOnly: true, flag: 'volume', options: [] },
          { kind: 'volume', source: 'data', target: '/data', readOnly: true, flag: 'volume', options: [] }
        ]
      })
    )
    expect(body).toMatchObject({
      Volumes: { '/scratch': {} },
      ExposedPorts: { '80/tcp': {} },
      HostConfig: {
        PortBindings: {
          '80/tcp': [
            { HostIp: '', HostPort: '8080' },
            { HostIp: '127.0.0.1', HostPort: '' }
          ]
        },
        Binds: ['data:/data:ro'],
        Mounts: [{ Type: 'bind', Source: '/a', Target: '/b:c', ReadOnly: true }]
      }
    })
  })

  it('is noted without its secrets, under the names that the command shows', () => {
    const run = options({
      environment: [
        { name: 'PATH', value: 'top', secret: true },
        { name: 'A', value: '1', secret: false }
      ]
    })
    const request = { method: 'POST', path: '/containers/create', body: createBody(run) }
    expect(withoutSecrets(request, run).body).toMatchObject({ Image: 'busybox', Env: ['PATH=$CONTAINER_PATH', 'A=1'] })
    expect(withoutSecrets({ method: 'GET', path: '/x' }, run)).toEqual({ method: 'GET', path: '/x' })
  })
})
