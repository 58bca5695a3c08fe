using Assay.Model;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Tests.Names;

public sealed class NameTests
{
    [Fact]
    public void The_tables_agree_with_each_other()
    {
        Assert.True(KnownCommands.Aliases.Count >= 172);
        Assert.All(KnownCommands.Aliases.Values, alias => Assert.True(KnownCommands.Spelling(alias.Command) is not null || alias.Command.EndsWith(".exe", StringComparison.Ordinal), alias.Command));
        Assert.All(KnownCommands.All, name => Assert.False(KnownCommands.IsProgram(name), name));
        foreach (var row in EmbeddedTable.Rows("parameters.tsv"))
        {
            Assert.Equal(row[0], KnownCommands.Spelling(row[0]));
            var parameters = CommandParameters.OfCommand(row[0])!;
            Assert.All(parameters.Parameters, parameter => Assert.Same(parameter, parameters.Find(parameter.Name)));
            Assert.Equal(parameters.Parameters.Count, parameters.Parameters.Select(parameter => parameter.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        }
    }

    [Theory]
    [InlineData("Get-ChildItem", "r", "Recurse")]
    [InlineData("Get-ChildItem", "s", "Recurse")]
    [InlineData("Get-ChildItem", "Rec", "Recurse")]
    [InlineData("Get-ChildItem", "ea", "ErrorAction")]
    [InlineData("Get-ChildItem", "ErrorA", "ErrorAction")]
    [InlineData("Get-ChildItem", "F", null)]
    [InlineData("Invoke-WebRequest", "UseB", "UseBasicParsing")]
    [InlineData("Invoke-WebRequest", "nothing", null)]
    public void A_parameter_is_found_by_name_alias_and_unique_beginning(string command, string written, string? expected) =>
        Assert.Equal(expected, CommandParameters.OfCommand(command)!.Find(written)?.Name);

    [Theory]
    [InlineData("-nop -w hidden -c a b", "a b", null, null, true)]
    [InlineData("-enc QQ==", null, "QQ==", null, false)]
    [InlineData("-f a.ps1 -c x", null, null, "a.ps1", false)]
    [InlineData("a.ps1 -c x", null, null, "a.ps1", false)]
    [InlineData("-noexit Get-Date", "Get-Date", null, null, false)]
    [InlineData("-ExecutionPolicy Bypass -WindowStyle 1 -Command x", "x", null, null, true)]
    [InlineData("-n x", "-n x", null, null, false)]
    [InlineData("/home/a/b.ps1", null, null, "/home/a/b.ps1", false)]
    public void The_command_line_of_the_host_is_read_by_its_rules(string line, string? code, string? encoded, string? file, bool hidden)
    {
        var read = HostCommandLine.Read(line.Split(' '));

        Assert.Equal((code, encoded, file, hidden), (read.Code, read.Encoded, read.File, read.IsHidden));
    }

    [Theory]
    [InlineData("a & b", new[] { "a", "b" })]
    [InlineData("a && b || c | d", new[] { "a", "b", "c", "d" })]
    [InlineData("\"a & b\" c", new[] { "\"a & b\" c" })]
    [InlineData("@call start \"t\" /b /min a ^& b", new[] { "a & b" })]
    [InlineData("a 2>&1", new[] { "a 2>&1" })]
    [InlineData("", new string[0])]
    public void The_commands_of_a_shell_line_are_taken_apart(string line, string[] expected) => Assert.Equal(expected, ShellCommandLine.Commands(line));

    [Theory]
    [InlineData("int", "System.Int32")]
    [InlineData("net.webclient", "System.Net.WebClient")]
    [InlineData("System.Uri, System, Version=4.0.0.0", "System.Uri")]
    [InlineData("Collections.Generic.Dictionary[string,int]", "System.Collections.Generic.Dictionary`2")]
    [InlineData("Contoso.Thing", "Contoso.Thing")]
    [InlineData("[wmiclass]", "System.Management.ManagementClass")]
    public void A_type_gets_its_full_name(string written, string expected) => Assert.Equal(expected, new TypeNames().FullName(written));
}
