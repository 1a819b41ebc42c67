-- isnad for Neovim: starts the language server for article text. See `:help isnad`.
local M = {}

local binary = require('isnad.binary')

M.filetypes = { 'text', 'markdown' }
M.root_markers = { 'isnad.toml', '.git' }

-- What the user chose; `setup()` fills it in.
M.options = {
  cmd = nil, -- path of the program, or a whole command as a list; else PATH, else bundled
  language = nil, -- 'ar' or 'en': language of cards and messages; else the editor's locale
  rules = nil, -- severity by rule, such as { ['unsourced-claim'] = 'off' }
  settings = nil, -- any other settings of the server, merged into its `isnad` section
}

local is_11 = vim.fn.has('nvim-0.11') == 1

-- The `isnad` section of the settings, as the server asks for it.
function M.settings()
  local section = vim.tbl_deep_extend('force', vim.empty_dict(), M.options.settings or {})
  section.language = M.options.language
  -- An empty Lua table would be sent as a list.
  if M.options.rules and next(M.options.rules) then
    section.rules = M.options.rules
  end
  return section
end

local function publish_diagnostics(fault, result, ...)
  local without_marks = require('isnad.text').without_marks
  for _, diagnostic in ipairs(result and result.diagnostics or {}) do
    diagnostic.message = without_marks(diagnostic.message)
  end
  return vim.lsp.handlers['textDocument/publishDiagnostics'](fault, result, ...)
end

-- Code lenses: the claims of a section in the quickfix list.
local function show_locations(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  local places = command.arguments and command.arguments[3] or {}
  local items = vim.lsp.util.locations_to_items(places, client and client.offset_encoding or 'utf-16')
  vim.fn.setqflist({}, ' ', { title = command.title, items = items })
  vim.cmd.copen()
end

-- The server names commands only to a client that says that it has them.
local function say_commands(params)
  params.capabilities.experimental = vim.tbl_deep_extend('force', params.capabilities.experimental or {}, {
    commands = { commands = { 'isnad.showLocations', 'isnad.showDossier' } },
  })
end

-- The folder of the nearest marker above `path`, the first marker counting most; nil where there is none.
local function root_of(path)
  local folder = vim.fs.dirname(path)
  for _, marker in ipairs(M.root_markers) do
    local found = vim.fs.find(marker, { path = folder, upward = true })[1]
    if found then
      return vim.fs.dirname(found)
    end
  end
end

-- Dossiers and the pages of rules, which the server writes into the user's cache, are no articles.
local function is_page(path)
  return path:find('/isnad/dossiers/', 1, true) or path:find('/isnad/rules/', 1, true)
end

-- The client's configuration, in the form of both `vim.lsp.config` and `vim.lsp.start`.
function M.config()
  return {
    name = 'isnad',
    cmd = binary.find(M.options.cmd),
    filetypes = M.filetypes,
    root_dir = function(buffer, start)
      local path = vim.api.nvim_buf_get_name(buffer)
      if not is_page(path) then
        start(root_of(path))
      end
    end,
    settings = { isnad = M.settings() },
    handlers = {
      ['textDocument/publishDiagnostics'] = publish_diagnostics,
      ['$/progress'] = require('isnad.progress').handle,
    },
    commands = { ['isnad.showLocations'] = show_locations },
    before_init = say_commands,
    on_exit = function(_, _, client_id)
      require('isnad.progress').forget(client_id)
    end,
  }
end

-- Starts or reuses the server for one buffer; for Neovim before 0.11.
local function start(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if vim.bo[buffer].buftype ~= '' or path == '' or is_page(path) then
    return
  end
  local config = M.config()
  config.root_dir = root_of(path) or vim.fs.dirname(path)
  vim.api.nvim_buf_call(buffer, function()
    vim.lsp.start(config)
  end)
end

local function start_on_filetype()
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('isnad', { clear = true }),
    pattern = M.filetypes,
    desc = 'start isnad',
    callback = function(event)
      start(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(M.filetypes, vim.bo[buffer].filetype) then
      start(buffer)
    end
  end
end

-- Takes the options (fields as in `M.options`) and starts the server for article files, now and from now on.
function M.setup(options)
  M.options = vim.tbl_extend('force', M.options, options or {})
  if is_11 then
    vim.lsp.config('isnad', M.config())
    vim.lsp.enable('isnad')
  else
    start_on_filetype()
  end
end

-- The running clients of isnad, of one buffer or (nil) of all.
function M.clients(buffer)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get({ name = 'isnad', bufnr = buffer })
end

-- Changes settings of running servers at once: `require('isnad').set({ language = 'en' })`.
function M.set(options)
  M.options = vim.tbl_extend('force', M.options, options or {})
  local settings = { isnad = M.settings() }
  if is_11 then
    vim.lsp.config('isnad', { settings = settings })
  end
  for _, client in ipairs(M.clients()) do
    client.config.settings = settings
    client.settings = settings
    M.notify(client, 'workspace/didChangeConfiguration', { settings = settings })
  end
end

-- Clients' functions became methods in 0.11.
function M.notify(client, method, params)
  if is_11 then
    return client:notify(method, params)
  end
  return client.notify(method, params)
end

local function stop(client, force)
  if is_11 then
    return client:stop(force)
  end
  return client.stop(force)
end

local function is_stopped(client)
  if is_11 then
    return client:is_stopped()
  end
  return client.is_stopped()
end

-- Calls `done` once `client` has gone, or after two seconds kills it first.
local function when_stopped(client, done)
  local tries = 0
  local function look()
    tries = tries + 1
    if is_stopped(client) then
      return done()
    end
    if tries == 40 then
      stop(client, true)
    end
    vim.defer_fn(look, 50)
  end
  look()
end

local function buffers_of(client)
  if client.attached_buffers then
    return vim.tbl_keys(client.attached_buffers)
  end
  return vim.lsp.get_buffers_by_client_id(client.id) -- before 0.10
end

-- Stops each server and starts it again for the same buffers, with the program and settings of now.
function M.restart()
  for _, client in ipairs(M.clients()) do
    local buffers = buffers_of(client)
    local config = vim.tbl_extend('force', client.config, M.config())
    config.root_dir = client.config.root_dir
    stop(client)
    when_stopped(client, function()
      for _, buffer in ipairs(buffers) do
        if vim.api.nvim_buf_is_loaded(buffer) then
          vim.api.nvim_buf_call(buffer, function()
            vim.lsp.start(config)
          end)
        end
      end
    end)
  end
end

-- What runs, as lines of text; `:Isnad info` shows them.
function M.describe()
  local command, origin = binary.find(M.options.cmd)
  local lines = {
    'program: ' .. table.concat(command, ' ') .. ' (' .. (origin or 'not found') .. ')',
    'settings: ' .. vim.inspect(M.settings(), { newline = ' ', indent = '' }),
  }
  local clients = M.clients()
  if #clients == 0 then
    table.insert(lines, 'no server runs')
  end
  for _, client in ipairs(clients) do
    local info = client.server_info or {}
    local buffers = #buffers_of(client)
    local root = client.config.root_dir or client.root_dir or 'a single file'
    table.insert(lines, ('server %d: %s, %d buffers, %s'):format(client.id, root, buffers, info.version or ''))
  end
  return lines
end

function M.info()
  print(table.concat(M.describe(), '\n'))
end

-- What runs, for the statusline: `%{v:lua.require'isnad'.status()}`.
function M.status()
  return require('isnad.progress').status(vim.api.nvim_get_current_buf())
end

function M.health()
  vim.cmd.checkhealth('isnad')
end

-- Opens the log of all language servers at its end.
function M.log()
  local path = vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
  vim.cmd.tabedit(vim.fn.fnameescape(path))
  vim.cmd.normal({ 'G', bang = true })
end

-- The client of `buffer`, or a word to the user.
local function client_of(buffer)
  local client = M.clients(buffer)[1]
  if not client then
    vim.notify('isnad does not run for this file (:checkhealth isnad)', vim.log.levels.WARN)
  end
  return client
end

local function request(client, method, params, handler, buffer)
  if is_11 then
    return client:request(method, params, handler, buffer)
  end
  return client.request(method, params, handler, buffer)
end

-- Asks the server of `buffer` about the cursor's place; `answered(result, client, params)` gets what it says.
-- `more` are further parameters.
function M.ask(buffer, method, answered, more)
  local client = client_of(buffer)
  if not client then
    return
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params = vim.tbl_extend('force', params, more or {})
  request(client, method, params, function(_, result)
    answered(result, client, params)
  end, buffer)
end

-- Asks the server of the current buffer about the workspace.
function M.request(method, params, answered)
  local client = client_of(vim.api.nvim_get_current_buf())
  if client then
    request(client, method, params, function(_, result)
      answered(result, client)
    end)
  end
end

-- Has the server lead to a place: it asks the editor to show that.
function M.lead(command, argument)
  M.request('workspace/executeCommand', { command = command, arguments = { argument } }, function(place)
    if not place or place == vim.NIL then
      vim.notify('isnad: no name here that it knows')
    end
  end)
end

-- The cursor's place as the server takes it.
local function here()
  local client = M.clients(0)[1]
  return client and vim.lsp.util.make_position_params(0, client.offset_encoding) or {}
end

-- Opens the dossier of what is under the cursor.
function M.dossier()
  M.lead('isnad.showDossier', here())
end

-- Shows the card of what is under the cursor in a window of its own.
function M.card()
  require('isnad.card').show()
end

-- Goes to the next or previous mention of what is under the cursor: in this article, or with 'archive' in all.
function M.next_mention(reach)
  M.lead('isnad.nextMention', vim.tbl_extend('force', here(), { ['in'] = reach or 'article' }))
end

function M.previous_mention(reach)
  M.lead('isnad.previousMention', vim.tbl_extend('force', here(), { ['in'] = reach or 'article' }))
end

return M
