using System.CommandLine;
using Assay.Fuzz.Minimising;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Commands;

/// <summary><c>minimize</c>: makes an input smaller while it shows the same.</summary>
internal static class MinimizeCommand
{
    public static Command Create()
    {
        var target = TargetArgument.One();
        var file = new Argument<FileInfo>("file") { Description = "An input with a finding." };
        var into = new Option<FileInfo?>("--into") { Description = "Where to write it; beside the file, with .min at the end, unless given." };
        var rounds = new Option<int>("--tries") { Description = "Inputs to try at most.", DefaultValueFactory = _ => 20_000 };
        var command = new Command("minimize", "Makes an input smaller while its finding stays the same.") { target, file, into, rounds };
        command.SetAction(result =>
        {
            var source = result.GetValue(file)!;
            var output = result.InvocationConfiguration.Output;
            using var probe = new FindingProbe(FuzzTargets.Find(result.GetValue(target)!)!);
            var input = File.ReadAllBytes(source.FullName);
            if (probe.Signature(input) is not { } signature)
            {
                output.WriteLine("The input shows nothing.");
                return 1;
            }

            var smallest = Minimizer.Run(input, candidate => probe.Signature(candidate) == signature, result.GetValue(rounds));
            var path = result.GetValue(into)?.FullName ?? source.FullName + ".min";
            File.WriteAllBytes(path, smallest);
            output.WriteLine($"{signature}\n{input.Length} bytes became {smallest.Length}: {path}");
            return 0;
        });
        return command;
    }
}
