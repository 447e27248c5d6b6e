-- Driven by test_neovim.py: opens a broken example, takes a quick fix, renames a department across two files, and writes
-- what it saw as JSON. Debian's Neovim 0.7 has vim.lsp.start_client, and later ones too. Arguments: the server's command as
-- JSON, the folder, the file with the results.
local command, folder, results = vim.json.decode(arg_command), arg_folder, arg_results
local seen = {}

local function finish(fault)
  seen.fault = fault
  local file = assert(io.open(results, "w"))
  file:write(vim.json.encode(seen))
  file:close()
  vim.cmd("qall!")
end

local function wait(what, ready)
  if not vim.wait(20000, ready, 20) then
    error("waited in vain for " .. what)
  end
end

local function run()
  local setup = dofile(arg_setup)
  setup(command)
  vim.cmd("edit " .. vim.fn.fnameescape(folder .. "/story.blueprint"))
  local buffer = vim.api.nvim_get_current_buf()
  seen.filetype = vim.bo.filetype
  wait("diagnostics", function() return #vim.diagnostic.get(buffer) > 0 end)
  local function codes()
    return vim.tbl_map(function(item) return { line = item.lnum + 1, code = item.code, words = item.message } end,
      vim.diagnostic.get(buffer))
  end
  seen.before = codes()

  -- Completion, as by Ctrl-X Ctrl-O behind "vi" on a new line, which is taken back.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", 'step "More"', '  customer: more "More" vi' })
  vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(buffer), 0 })
  seen.omnifunc = vim.bo.omnifunc
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("A<C-x><C-o>", true, false, true), "n", false)
  seen.completed = {}
  local timer, rounds = vim.loop.new_timer(), 0
  timer:start(50, 50, vim.schedule_wrap(function()
    rounds = rounds + 1
    seen.completed = vim.tbl_map(function(item) return vim.trim(item.word) end, vim.fn.complete_info({ "items" }).items)
    if #seen.completed > 0 or rounds > 400 then
      timer:stop()
      vim.api.nvim_input("<C-e><Esc>")
    end
  end))
  vim.api.nvim_feedkeys("", "x!", false)
  vim.cmd("undo")

  local beside = vim.lsp.codelens.enable and { bufnr = buffer } or buffer
  wait("code lens", function() return #vim.lsp.codelens.get(beside) > 0 end)
  if vim.lsp.inlay_hint then
    wait("inlay hints", function() return #vim.lsp.inlay_hint.get({ bufnr = buffer }) > 0 end)
  end

  -- The quick fix: what the menu of code actions would offer, the first one chosen.
  local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
  seen.root = client.config.root_dir
  local line = tonumber(arg_line)
  vim.api.nvim_win_set_cursor(0, { line, 3 })
  local choose = vim.ui.select
  vim.ui.select = function(items, options, chosen)
    seen.offered = vim.tbl_map(function(item) return options.format_item(item) end, items)
    chosen(items[1], 1)
  end
  local broken = vim.api.nvim_buf_get_lines(buffer, line - 1, line, false)[1]
  vim.lsp.buf.code_action()
  wait("the quick fix", function()
    return vim.api.nvim_buf_get_lines(buffer, line - 1, line, false)[1] ~= broken
  end)
  vim.ui.select = choose
  seen.fixed = vim.api.nvim_buf_get_lines(buffer, line - 1, line, false)[1]
  wait("new diagnostics", function()
    for _, one in ipairs(codes()) do
      if one.code == "syntax" then return false end
    end
    return true
  end)

  -- The rename: of the department under the cursor, which another file declares.
  for number, text in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = text:find("care:", 1, true)
    if column then
      vim.api.nvim_win_set_cursor(0, { number, column })
      break
    end
  end
  vim.lsp.buf.rename("help_desk")
  wait("the rename", function()
    return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n"):find("help_desk", 1, true) ~= nil
  end)
  vim.cmd("wall")

  -- What the editor says under the cursor; it tells the server of the other file only after a while.
  wait("the renamed department", function()
    local answers = vim.lsp.buf_request_sync(buffer, "textDocument/hover", vim.lsp.util.make_position_params(), 10000)
    for _, answer in pairs(answers or {}) do
      seen.hover = answer.result and answer.result.contents
    end
    return vim.inspect(seen.hover):find("Customer care", 1, true) ~= nil
  end)
  vim.lsp.stop_client(client.id)
end

local fine, fault = xpcall(run, debug.traceback)
finish(not fine and tostring(fault) or nil)
