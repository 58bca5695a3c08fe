using System.Reflection;

namespace Assay.Rules.Tests;

/// <summary>Runs the build step in process.</summary>
public sealed class RulePackToolTests
{
    [Fact]
    public void The_pack_is_written_once_and_left_alone_while_the_rules_stay_the_same()
    {
        using var files = RuleFiles.Valid();
        var output = files.PathOf("out/rules.pack");

        Assert.Equal(0, Run(files.PathOf(""), output, "--version", "1.2.3"));
        Assert.Equal("1.2.3", RulePackFile.Read(File.ReadAllBytes(output)).Version);

        var longAgo = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(output, longAgo);
        Assert.Equal(0, Run(files.PathOf(""), output, "--version", "1.2.3"));
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(output));
        Assert.Equal(0, Run(files.PathOf(""), output, "--version", "1.2.4"));
        Assert.NotEqual(longAgo, File.GetLastWriteTimeUtc(output));
    }

    [Fact]
    public void A_faulty_rule_ends_the_build_without_a_pack()
    {
        using var files = RuleFiles.Valid().Add("behaviors/network/opens-socket.yml", "title: Opens a socket.");
        var output = files.PathOf("rules.pack");

        Assert.Equal(1, Run(files.PathOf(""), output));
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void Wrong_arguments_and_a_missing_folder_are_said()
    {
        Assert.Equal(2, Run());
        Assert.Equal(2, Run("a", "b", "--version"));
        Assert.Equal(1, Run(Path.Combine(Path.GetTempPath(), "assay-no-such-folder"), "rules.pack"));
    }

    private static int Run(params string[] arguments) => (int)Assembly.Load("Assay.RulePack").EntryPoint!.Invoke(null, [arguments])!;
}
