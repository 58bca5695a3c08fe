using System.CommandLine;
using Assay.Community;
using Assay.Community.Querying;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay community query QUERY</c>.</summary>
internal static class CommunityQueryCommand
{
    private const int UsualLimit = 20;

    public static Command Create(Host host)
    {
        var query = new Argument<string>("QUERY") { Description = "Terms field:value with and, or, not and parentheses; the fields are " + string.Join(", ", QueryFields.All.Select(field => field.Name)) + "." };
        var choice = new IndexChoice();
        var snapshot = new Option<string?>("--snapshot") { Description = "Asks a snapshot; without it and an index that of this build.", HelpName = "FILE" };
        var count = new Option<bool>("--count") { Description = "Writes the number of packages alone." };
        var limit = new Option<int?>("--limit") { Description = $"Packages that are listed; {UsualLimit} on the terminal and all for programs when not given.", HelpName = "N" };
        var format = new Option<string>("--format") { Description = "Form of standard output.", DefaultValueFactory = _ => "console" };
        format.AcceptOnlyFromAmong("console", "json", "csv");
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number < 0)
            {
                result.AddError("--limit takes a number from 0.");
            }
        });
        var rules = SharedOptions.Rules();
        var command = new Command("query", "Finds packages of a community by findings, popularity, tags, dependencies and age.") { query, snapshot, count, limit, format, rules };
        choice.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(snapshot) is not null && (result.GetValue(choice.Index) is not null || result.GetValue(choice.Name) is not null))
            {
                result.AddError("--snapshot and an index exclude each other.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var text = parsed.GetRequiredValue(query);
            try
            {
                var asked = CommunityQuery.Parse(text);
                var pack = RuleSource.Load(host, parsed.GetValue(rules));
                if (!choice.IsGiven(parsed))
                {
                    Write(asked.Ask(CommunitySource.LoadSnapshot(host, parsed.GetValue(snapshot)), pack));
                    return ExitCode.Success;
                }

                var (path, name) = choice.Find(host, parsed);
                using var index = CountedIndex.Open(host, path, choice.Scope(parsed), cancellation);
                Write(asked.Ask(index.Counts, name, pack));
                return ExitCode.Success;
            }
            catch (QueryException exception)
            {
                SayDefect(text, exception);
                return ExitCode.Usage;
            }
            catch (SnapshotException exception)
            {
                throw new CommandFailedException(ExitCode.Usage, exception.Message);
            }

            void Write(QueryAnswer answer)
            {
                SayRemarks(answer);
                var shown = parsed.GetValue(count) ? 0 : parsed.GetValue(limit);
                switch (parsed.GetValue(format))
                {
                    case "json":
                        QueryOutput.WriteJson(text, answer, shown ?? int.MaxValue, host.Output);
                        return;
                    case "csv" when !parsed.GetValue(count):
                        using (var writer = host.OpenOutput())
                        {
                            QueryOutput.WriteCsv(answer, shown ?? int.MaxValue, writer);
                        }

                        return;
                    default:
                        using (var writer = host.OpenOutput())
                        {
                            if (parsed.GetValue(count))
                            {
                                writer.WriteLine(answer.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                            }
                            else
                            {
                                QueryOutput.WriteText(answer, shown ?? UsualLimit, writer);
                            }
                        }

                        return;
                }
            }
        }

        void SayRemarks(QueryAnswer answer)
        {
            if (!answer.Population.IsCurrent)
            {
                host.Say($"assay: the answer is of an older state: the index has changed since {answer.Population.Date} and cannot be counted again now");
            }

            foreach (var rule in answer.ChangedRules)
            {
                host.Say($"assay: {TerminalText.Encode(rule)} changed since {answer.Population.Date}: the answer is about the older rule");
            }
        }

        void SayDefect(string text, QueryException defect)
        {
            host.Say("assay: " + TerminalText.EncodeProse(defect.Message));

            // Where characters are shown as escapes or the line would break, the column says it.
            var shown = TerminalText.Encode(text);
            host.Say(shown == text && text.Length < host.Width - 2 ? $"  {text}\n  {new string(' ', defect.Position)}^" : $"  at column {defect.Position + 1}");
        }
    }
}
