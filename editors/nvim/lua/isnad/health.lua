-- `:checkhealth isnad`
local M = {}

local health = vim.health
-- The names before 0.10.
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error
local info = health.info or health.report_info

local function check_program()
  local command, origin = require('isnad.binary').find(require('isnad').options.cmd)
  if vim.fn.executable(command[1]) ~= 1 then
    return fail('the program `' .. command[1] .. '` is not there or may not be run', {
      'Build it with `cargo build --release` and put target/release/isnad on PATH,',
      "or name it: require('isnad').setup({ cmd = '/path/to/isnad' })",
    })
  end
  ok('program: ' .. command[1] .. ' (' .. (origin or 'PATH') .. ')')
  local version = vim.fn.system({ command[1], '--version' })
  if vim.v.shell_error == 0 then
    ok('version: ' .. vim.trim(version))
  else
    fail('`' .. command[1] .. ' --version` failed: ' .. vim.trim(version))
  end
end

local function check_clients()
  local clients = require('isnad').clients()
  if #clients == 0 then
    info('no server runs; open a .txt or .md file')
  end
  for _, client in ipairs(clients) do
    local root = client.config.root_dir or client.root_dir
    if root then
      ok('server ' .. client.id .. ' runs in ' .. root)
    else
      warn('server ' .. client.id .. ' knows a single file only', {
        'Put an isnad.toml (it may be empty) into the folder of your articles.',
      })
    end
  end
end

local function check_display()
  if vim.o.termbidi then
    ok("'termbidi' is on: the terminal orders right-to-left text")
  else
    info("'termbidi' is off; if Arabic letters stand in the wrong order, see :help isnad-right-to-left")
  end
end

function M.check()
  start('isnad')
  if vim.fn.has('nvim-0.9') ~= 1 then
    fail('Neovim 0.9 or later is needed')
  end
  check_program()
  check_clients()
  check_display()
end

return M
