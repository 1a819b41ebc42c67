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

vim.api.nvim_create_user_command('Isnad', function(command)
  require('isnad.command').run(command.args)
end, {
  nargs = '+',
  complete = function(typed, line)
    return require('isnad.command').complete(typed, line)
  end,
  desc = 'isnad: names, dates and attribution in articles',
})
