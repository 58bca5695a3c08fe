namespace Assay.Model.Tests;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("C:\\Windows\\ADVAPI32.dll", "GetUserNameW", "advapi32!GetUserName")]
    [InlineData("libc.so.6", "getpid", "libc!getpid")]
    [InlineData("ws2_32", "WSAStartup", "ws2_32!WSAStartup")]
    [InlineData("user32.dll", "SetWindowsHookExA", "user32!SetWindowsHookEx")]
    [InlineData("api-ms-win-core-processthreads-l1-1-1.dll", "CreateProcessW", "kernel32!CreateProcess")]
    [InlineData("api-ms-win-security-base-l1-2-0.dll", "DuplicateToken", "advapi32!DuplicateToken")]
    [InlineData("KernelBase.dll", "CreateFileW", "kernel32!CreateFile")]
    [InlineData("/usr/lib/libSystem.B.dylib", "getpid", "libc!getpid")]
    [InlineData("libc.musl-x86_64.so.1", "getpid", "libc!getpid")]
    public void Native_functions_are_named_without_path_ending_and_text_form(string library, string function, string expected) => Assert.Equal(expected, NativeFunction.Normalize(library, function));

    [Theory]
    [InlineData("/c \"a b\" c", new[] { "/c", "a b", "c" })]
    [InlineData("", new string[0])]
    [InlineData("-x \"\" y", new[] { "-x", "", "y" })]
    [InlineData("say \\\"hi\\\"", new[] { "say", "\"hi\"" })]
    public void Command_lines_are_split_at_blanks_outside_quotes(string line, string[] tokens) => Assert.Equal(tokens, CommandLine.Split(line));

    [Theory]
    [InlineData(@"HKEY_CURRENT_USER\\Software\X", @"HKCU\Software\X")]
    [InlineData(@"HKLM:\Software\X\", @"HKLM\Software\X")]
    [InlineData(@"Microsoft.PowerShell.Core\Registry::HKEY_USERS\X", @"HKU\X")]
    [InlineData(@"Software\X", @"Software\X")]
    public void Registry_keys_have_short_hives_and_single_separators(string path, string expected) => Assert.Equal(expected, RegistryPath.Normalize(path));

    [Theory]
    [InlineData("\"C:\\a b\\CMD.EXE\"", "cmd")]
    [InlineData("/usr/bin/env", "env")]
    public void Programs_are_named_without_folder_and_ending(string path, string expected) => Assert.Equal(expected, CommandLine.ProgramName(path));

    [Theory]
    [InlineData("{0}:{1}", "a:b")]
    [InlineData("{{{0}}}", "{a}")]
    [InlineData("{0:X}", null)]
    [InlineData("{2}", null)]
    [InlineData("{", null)]
    public void Composite_formats_are_filled_only_when_all_is_understood(string format, string? expected) => Assert.Equal(expected, CompositeFormat.Substitute(format, ["a", "b"], 100));

    [Theory]
    [InlineData("System.IO.File::ReadAllText", "read")]
    [InlineData("System.IO.Directory::CreateDirectory", "create")]
    [InlineData("System.IO.File::AppendText", "write")]
    [InlineData("System.IO.StreamReader::.ctor", "none")]
    public void Members_say_how_they_use_a_path(string member, string access)
    {
        Assert.True(FilePath.IsUsedBy(member));
        Assert.Equal(access, FilePath.Access(member));
    }

    [Fact]
    public void Impossible_dates_are_none()
    {
        Assert.Equal("2027-08-08T10:30:00", DateText.Of([2027, 8, 8, 10, 30, 0]));
        Assert.Null(DateText.Of([2027, 2, 30, 0, 0, 0]));
    }
}
