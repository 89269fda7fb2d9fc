// Which program is started: the one that is named, the npm package beside this one, or the one on the PATH.
'use strict';
const { accessSync, constants, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { delimiter, join } = require('node:path');

const advice = `No emulator was found. Have one of these:
  the npm package:           npm install --save-dev resetpassword
  a program:                 RESETPASSWORD_COMMAND, or the option command; or resetpassword on the PATH
  one that runs already:     RESETPASSWORD_ENDPOINT, or the option endpoint`;

const findCommand = (given = process.env.RESETPASSWORD_COMMAND) => {
  const words = typeof given === 'string' ? wordsOf(given) : given;
  if (words?.length > 0) {
    if (words.length > 1 && words.at(-1) === 'start') {
      throw new Error(`${shown(words)} would leave an emulator behind: name the program without start. It ends with the tests.`);
    }
    return words;
  }
  const program = findPackage() ?? findOnPath();
  if (!program) throw new Error(advice);
  return [program];
};

// As a shell takes them apart: at blanks, but for those in quotes. A path with blanks may stand alone.
const wordsOf = (line) => {
  if (isProgram(line)) return [line];
  if (/["']/.test(line.replace(/"[^"]*"|'[^']*'/g, ''))) throw new Error(`The command has a quote that does not end: ${shown([line])}`);
  return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
};

const findPackage = () => {
  for (const from of [__filename, join(process.cwd(), 'package.json')]) {
    const near = createRequire(from);
    try {
      near.resolve('resetpassword');
    } catch {
      continue;
    }
    return near('resetpassword').find();
  }
  return undefined;
};

const findOnPath = () => {
  const name = process.platform === 'win32' ? 'resetpassword.exe' : 'resetpassword';
  return (process.env.PATH ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find(isProgram);
};

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

// A command as a message may have it: CI keeps what a failed test says.
const shown = (words) => words.join(' ').replace(/((?:token|secret)[= ]|password=)('[^']*'|"[^"]*"|[^\s;'"]+)/gi, '$1***');

module.exports = { findCommand, shown };
