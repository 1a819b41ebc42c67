-- Commands of isnad. Nothing is started here: `vim.lsp.enable('isnad')` or `require('isnad').setup()` does that.
if vim.g.loaded_isnad then
  return
end
vim.g.loaded_isnad = true

-- Colours of the server's own kinds of words; a colour scheme's win.
local function link(group, standard)
  vim.api.nvim_set_hl(0, group, { link = standard, default = true })
end

local function colours()
  link('@lsp.type.source', 'Identifier')
  link('@lsp.type.quotation', 'String')
  link('@lsp.typemod.source.vague', 'Comment')
end

colours()
vim.api.nvim_create_autocmd('ColorScheme', {
  group = vim.api.nvim_create_augroup('isnad-colours', { clear = true }),
  callback = colours,
})

local function command(name, call, description)
  vim.api.nvim_create_user_command(name, function()
    require('isnad')[call]()
  end, { desc = description })
end

command('IsnadCard', 'card', 'isnad: card of what is under the cursor, in a window of its own')
command('IsnadInfo', 'info', 'isnad: what runs, from where, with which settings')
command('IsnadRestart', 'restart', 'isnad: stop the server and start it again')
command('IsnadNextMention', 'next_mention', 'isnad: next mention of what is under the cursor')
command('IsnadPreviousMention', 'previous_mention', 'isnad: previous mention of what is under the cursor')
