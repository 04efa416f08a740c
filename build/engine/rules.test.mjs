import { expect, it } from 'vitest'
import { deletions } from './rules.mjs'

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
