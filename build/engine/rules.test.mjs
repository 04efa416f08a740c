import { expect, it } from 'vitest'
import { chainDeletions, deletions } from './rules.mjs'

it('deletes the rules about an engine’s own links and no other', () => {
  const saved = `*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -s 10.217.0.0/17 ! -o escale217 -j MASQUERADE
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
COMMIT
*filter
-A FORWARD -o br-0123456789ab -j DOCKER
-A FORWARD -s 10.217.0.0/16 -d 10.217.0.0/16 -m comment --comment escale217 -j ACCEPT
-A FORWARD -o escale217 -m comment --comment "a person's own rule" -j DROP
-A FORWARD -i escale21 -j ACCEPT
COMMIT
`
  expect(deletions(saved, ['escale217', 'br-0123456789ab']).map((args) => args.join(' '))).toEqual([
    '-w -t nat -D POSTROUTING -s 10.217.0.0/17 ! -o escale217 -j MASQUERADE',
    '-w -t filter -D FORWARD -o br-0123456789ab -j DOCKER',
    '-w -t filter -D FORWARD -s 10.217.0.0/16 -d 10.217.0.0/16 -m comment --comment escale217 -j ACCEPT'
  ])
})

it('takes away dockerd’s own chains, but none that holds a rule of somebody’s', () => {
  const saved = `*nat
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
COMMIT
*filter
:DOCKER - [0:0]
:DOCKER-USER - [0:0]
-A FORWARD -j DOCKER-USER
-A DOCKER-USER -s 192.0.2.1/32 -j DROP
-A DOCKER-USER -j RETURN
COMMIT
`
  expect(chainDeletions(saved).map((args) => args.join(' '))).toEqual([
    '-w -t nat -D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
    '-w -t nat -F DOCKER',
    '-w -t nat -X DOCKER',
    '-w -t filter -F DOCKER',
    '-w -t filter -X DOCKER'
  ])
})
