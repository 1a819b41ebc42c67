-- Where the server's program is: a setting, PATH, or bundled beside this plugin.
local M = {}

local program = vim.fn.has('win32') == 1 and 'isnad.exe' or 'isnad'

-- The folder that holds plugin/, lua/ and lsp/.
local function plugin_root()
  local here = debug.getinfo(1, 'S').source:sub(2)
  return vim.fn.fnamemodify(here, ':p:h:h:h')
end

-- A binary put into the plugin's bin/, or built in the repository the plugin stands in.
local function bundled()
  local root = plugin_root()
  return { root .. '/bin/' .. program, vim.fn.fnamemodify(root, ':h:h') .. '/target/release/' .. program }
end

-- Finds the program. `setting` is nil, a path, or a whole command as a list.
-- Returns the command as a list and where it was found: 'setting', 'PATH', 'bundled', or nil if nowhere.
function M.find(setting)
  if type(setting) == 'table' then
    return setting, 'setting'
  end
  local arguments = { 'serve', '--stdio' }
  if setting and setting ~= '' then
    return { vim.fn.expand(setting), unpack(arguments) }, 'setting'
  end
  if vim.fn.executable(program) == 1 then
    return { vim.fn.exepath(program), unpack(arguments) }, 'PATH'
  end
  for _, path in ipairs(bundled()) do
    if vim.fn.executable(path) == 1 then
      return { path, unpack(arguments) }, 'bundled'
    end
  end
  return { program, unpack(arguments) }, nil
end

return M
