-- A newcomer's first minute, with the lines of the project's README as the whole init.lua: open an article,
-- press K on a name. Run by run.sh, after Neovim has started as it always does.

local function wait(what, condition)
  assert(vim.wait(60000, condition, 50), 'waited in vain for ' .. what)
end

local function card()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
  return ''
end

local ok, failure = xpcall(function()
  wait('the server', function()
    local client = vim.lsp.get_clients({ bufnr = 0 })[1]
    return client and client.initialized
  end)
  assert(vim.fn.search('كيم جونغ أون', 'w') > 0)
  vim.api.nvim_feedkeys('K', 'xt', false)
  wait('the card', function()
    return card():find('Kim Jong Un', 1, true) ~= nil
  end)
  io.stdout:write('  K shows a card with the lines of the README alone\n')
end, debug.traceback)
if not ok then
  io.stderr:write(failure .. '\n')
end
vim.cmd(ok and 'qall!' or 'cquit 1')
