/** A log's line as plain text: colours and cursor moves are for terminals (ECMA-48). */

const sequences = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g

const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

export const stripAnsi = (text: string): string => text.replace(sequences, '').replace(controls, '').slice(0, 2_000)
