using System.CommandLine;
using Assay.Fuzz.Running;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Commands;

/// <summary><c>replay</c>: reads files once more, in this process.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var target = TargetArgument.One();
        var files = new Argument<FileInfo[]>("files") { Description = "Inputs.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("replay", "Reads files as a target does. Exit code 1 when there is a finding; a crash ends this process.") { target, files };
        command.SetAction(result =>
        {
            var judge = new InputJudge(FuzzTargets.Find(result.GetValue(target)!)!);
            var output = result.InvocationConfiguration.Output;
            var found = 0;
            foreach (var file in result.GetValue(files)!)
            {
                Finding? finding = null;
                Worker.OnSmallStack(() => finding = judge.RunTwice(File.ReadAllBytes(file.FullName)));
                output.WriteLine($"{file.Name}: {(finding is null ? "read" : $"{finding.Kind}: {finding.Signature}\n{finding.Text}")}");
                found += finding is null ? 0 : 1;
            }

            return found > 0 ? 1 : 0;
        });
        return command;
    }
}
