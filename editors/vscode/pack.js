"use strict";
// Packs the extension: the same bytes from the same files, whenever and wherever.

const {execFileSync} = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

process.chdir(__dirname);
fs.copyFileSync(path.join("..", "..", "LICENSE"), "LICENSE");
// The time of all files in the package: that of the earliest file a zip archive can hold, in full days.
const env = {...process.env, SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? "315619200"};
const vsce = require.resolve("@vscode/vsce/vsce");
execFileSync(process.execPath, [vsce, "package", "--no-dependencies", "--allow-missing-repository"], {env, stdio: "inherit"});
