-- What the steps of the story share: waiting, expecting, looking. See test.lua.
local M = {}

M.attach = assert(vim.env.ISNAD_ATTACH)
M.program = assert(vim.env.ISNAD_PROGRAM)
M.seeds = vim.fn.getcwd() .. '/seeds/'
M.article = {
  gerasimov = M.seeds .. '000_592ba7a69ca3b378.txt', -- writes كيم جونج أون
  lavrov = M.seeds .. '004_636d4132464f3b98.txt', -- writes كيم جونغ أون
}

function M.say(text)
  io.stdout:write('  ' .. text .. '\n')
end

-- Waits for a state, not for a time: the limit is for a machine that is slow and busy.
function M.wait(what, condition)
  local value
  local ok = vim.wait(60000, function()
    value = condition()
    return value and true or false
  end, 20)
  assert(ok, 'waited in vain for ' .. what)
  return value
end

function M.expect(condition, message, got)
  assert(condition, message .. (got ~= nil and ('; got ' .. vim.inspect(got)) or ''))
end

function M.contains(text, part)
  return text:find(part, 1, true) ~= nil
end

function M.open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

-- Puts the cursor on the first `words` of the buffer.
function M.go_to(words)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  M.expect(vim.fn.search('\\V' .. words, 'cW') > 0, 'the article has no ' .. words)
end

-- The diagnostics as { rule, words under the squiggle }, sorted.
function M.findings(buffer)
  local list = vim.tbl_map(function(diagnostic)
    local at = diagnostic
    local known, lines = pcall(vim.api.nvim_buf_get_text, buffer, at.lnum, at.col, at.end_lnum, at.end_col, {})
    -- Lines may have gone that the server does not know of yet.
    lines = known and lines or { '(gone)' }
    return tostring(at.code) .. ': ' .. table.concat(lines, '\n')
  end, vim.diagnostic.get(buffer))
  table.sort(list)
  return list
end

-- The same from the command line, whose offsets are bytes of the file.
function M.findings_of_program(path)
  local out = vim.fn.system({ M.program, 'annotate', '--json', path })
  M.expect(vim.v.shell_error == 0, 'annotate failed', out)
  local text = assert(io.open(path, 'rb')):read('*a')
  local list = vim.tbl_map(function(finding)
    return finding.rule .. ': ' .. text:sub(finding.start + 1, finding['end'])
  end, vim.json.decode(out).findings)
  table.sort(list)
  return list
end

function M.any(list, ...)
  for _, item in ipairs(list) do
    local all = true
    for _, part in ipairs({ ... }) do
      all = all and M.contains(item, part)
    end
    if all then
      return item
    end
  end
end

-- The lines of the hover window for what is under the cursor.
function M.hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end
  M.wait('the server to attach', function()
    return require('isnad').clients(0)[1]
  end)
  vim.lsp.buf.hover()
  local window = M.wait('a hover window', float)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return lines
end

-- Whether the text starts with a mention of him: his name, or his role.
function M.is_kim(text)
  return text:match('^كيم') or text:match('^زعيم') or text:match('^الزعيم')
end

function M.ask(buffer, method, params)
  local client = require('isnad').clients(buffer)[1]
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000) or {}
  return (answers[client.id] or {}).result, client
end

function M.rest_of_line()
  return vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
end

return M
