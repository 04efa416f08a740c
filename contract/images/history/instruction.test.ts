import { describe, expect, it } from 'vitest'
import { instructionOf } from './instruction'

describe('a step of a history', () => {
  it.each([
    ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD', '["sh"]'],
    ['/bin/sh -c #(nop) ADD file:1d256392fba4 in / ', 'ADD', 'file:1d256392fba4 in /'],
    ['/bin/sh -c apt-get update && apt-get install -y curl', 'RUN', 'apt-get update && apt-get install -y curl'],
    ['RUN /bin/sh -c make # buildkit', 'RUN', 'make'],
    ['COPY . /app # buildkit', 'COPY', '. /app'],
    ['ENV PATH=/usr/local/bin:/usr/bin', 'ENV', 'PATH=/usr/local/bin:/usr/bin'],
    ['|1 VERSION=2 /bin/sh -c echo $VERSION', 'RUN', 'echo $VERSION'],
    ['RUN |1 VERSION=2 /bin/sh -c echo $VERSION # buildkit', 'RUN', 'echo $VERSION'],
    ['/bin/bash -c true', 'RUN', 'true'],
    ['WORKDIR /app', 'WORKDIR', '/app'],
    ['CMD ["nginx" "-g" "daemon off;"]', 'CMD', '["nginx" "-g" "daemon off;"]'],
    ['sh -c something by hand', undefined, 'sh -c something by hand'],
    ['', undefined, '']
  ])('%s', (createdBy, name, rest) => expect(instructionOf(createdBy)).toEqual({ name, rest }))
})
