/** Signals that one sends to a container, those that ask first. */
export const signals = ['TERM', 'INT', 'HUP', 'QUIT', 'USR1', 'USR2', 'WINCH', 'STOP', 'CONT', 'ABRT', 'KILL'] as const
export type SignalName = (typeof signals)[number]
export const otherSignal = 'other'
