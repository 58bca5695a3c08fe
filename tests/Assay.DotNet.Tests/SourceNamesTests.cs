using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Tests;

public sealed class SourceNamesTests
{
    [Theory]
    [InlineData("<Connect>d__12", "Connect")]
    [InlineData("<Run>b__3_0", "Run")]
    [InlineData("<<Run>g__Local|5_0>d", "Run")]
    [InlineData("VB$StateMachine_5_Connect", "Connect")]
    [InlineData("<>c__DisplayClass1_0", null)]
    [InlineData("Plain", null)]
    public void The_method_behind_a_generated_name_is_found(string name, string? method) => Assert.Equal(method, SourceNames.MethodBehind(name));

    [Theory]
    [InlineData("C:\\Windows\\ADVAPI32.dll", "GetUserNameW", "advapi32!GetUserName")]
    [InlineData("libc.so.6", "getpid", "libc!getpid")]
    [InlineData("ws2_32", "WSAStartup", "ws2_32!WSAStartup")]
    [InlineData("user32.dll", "SetWindowsHookExA", "user32!SetWindowsHookEx")]
    public void Native_functions_are_named_without_path_ending_and_text_form(string library, string function, string expected) => Assert.Equal(expected, NativeNames.Normalize(library, function));

    [Theory]
    [InlineData("/c \"a b\" c", new[] { "/c", "a b", "c" })]
    [InlineData("", new string[0])]
    [InlineData("-x \"\" y", new[] { "-x", "", "y" })]
    [InlineData("say \\\"hi\\\"", new[] { "say", "\"hi\"" })]
    public void Command_lines_are_split_at_blanks_outside_quotes(string line, string[] tokens) => Assert.Equal(tokens, CommandLine.Split(line));
}
