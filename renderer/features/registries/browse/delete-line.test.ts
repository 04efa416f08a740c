import { describe, expect, it } from 'vitest'
import type { RegistryWay } from '../../../../contract/registries/browse/model'
import { deleteLine } from './delete-line'

const digest = `sha256:${'a'.repeat(64)}`
const wanted = { repository: 'team/app', digest }
const lineOf = (way: Partial<RegistryWay>): string =>
  deleteLine({ url: 'https://registry.example:5000', unchecked: false, authorities: [], ...way }, wanted)
const address = `https://registry.example:5000/v2/team/app/manifests/${digest}`

describe('the line that deletes an image', () => {
  it('of an open registry asks for nothing', () => {
    expect(lineOf({})).toBe(`curl -X DELETE ${address}`)
    expect(lineOf({ url: 'http://127.0.0.1:5000' })).toContain(' http://127.0.0.1:5000/v2/')
  })
  it('of one with passwords leaves the password to curl', () => {
    expect(lineOf({ username: "o'neil" })).toBe(`curl -X DELETE -u 'o'\\''neil' ${address}`)
  })
  it('believes by the file that Escale believes by, or not at all', () => {
    expect(lineOf({ authorities: ['/my certs/ca.crt'] })).toBe(`curl -X DELETE --cacert '/my certs/ca.crt' ${address}`)
    expect(lineOf({ authorities: ['/a.crt', '/b.crt'] })).toBe(
      `# or: --cacert /b.crt\ncurl -X DELETE --cacert /a.crt ${address}`
    )
    expect(lineOf({ unchecked: true })).toBe(`curl -X DELETE --insecure ${address}`)
    expect(lineOf({ client: { cert: '/c.cert', key: '/c.key' } })).toContain('--cert /c.cert --key /c.key')
  })
  it('of one with tokens gets one first', () => {
    expect(
      lineOf({ username: 'ann', token: { realm: 'https://auth.example/token', service: 'registry.example' } })
    ).toBe(
      `token=$(curl -sG -u ann --data-urlencode scope=repository:team/app:delete --data-urlencode service=registry.example ` +
        `https://auth.example/token | sed -E 's/.*"(access_)?token" *: *"([^"]+)".*/\\2/')\n` +
        `curl -X DELETE -H "Authorization: Bearer $token" ${address}`
    )
  })
})
