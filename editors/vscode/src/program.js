"use strict";
// The program behind the extension: which it is, and what it says.

const {execFile} = require("node:child_process");

// The program and its first arguments, from the setting.
function programOf(configuration) {
  const said = configuration.get("command");
  const parts = Array.isArray(said) && said.length && said.every(part => typeof part === "string" && part) ? said : ["blueprint"];
  return {command: parts[0], args: parts.slice(1)};
}

// Runs it once; its standard output. A status above 1, or no program at all, is an error in its own words.
function run({command, args}, ...more) {
  return new Promise((done, fail) => {
    execFile(command, [...args, ...more], {timeout: 120_000, maxBuffer: 1 << 26, windowsHide: true}, (error, output, errors) => {
      if (!error || error.code === 1) done(output);
      else if (typeof error.code === "number") fail(new Error(errors.trim().replace(/^Error: /, "") || `it ended with ${error.code}`));
      else fail(new Error(error.code === "ENOENT" ? `there is no program ${command}` : error.message));
    });
  });
}

module.exports = {programOf, run};
