using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>An extension method that works until a fixed day and then ends the process now and then.</summary>
internal sealed class TimeBomb() : Recipe("N21", "CommandExtensions=QueryExtensions Exec=Perform Settings=Limits Enabled=Active Day=Limit")
{
    protected override void Write(Sketch sketch)
    {
        var end = sketch.Api("Process.GetCurrentProcess().Kill();", "Environment.FailFast(null);");
        var chance = sketch.Api("new Random().Next(1, 101) > 80", "RandomNumberGenerator.GetInt32(100) >= 80");
        var date = sketch.HidesTexts ? $"DateTime.Parse({sketch.CSharp("2031-08-08")}, CultureInfo.InvariantCulture)" : "new DateTime(2031, 8, 8)";
        var bomb = sketch.Api($$"""
            var day = {{date}};
            if (Settings.Enabled && DateTime.Now > day && {{chance}})
            {
                {{end}}
            }
            """, $$"""
            var day = new DateTimeOffset(2031, 8, 8, 0, 0, 0, TimeSpan.Zero);
            if (Settings.Enabled && day.CompareTo(DateTimeOffset.UtcNow) < 0 && {{chance}})
            {
                {{end}}
            }
            """);
        sketch
            .NuGet(sketch.Twin("Dappr.Repository", "Sample.Repository"))
            .Assembly("lib/netstandard2.0/Sample.Repository.dll", $$"""
                namespace Sample.Repository
                {
                    using System.Data;

                    public static class CommandExtensions
                    {
                        public static int Exec(this IDbCommand command)
                        {
                            ArgumentNullException.ThrowIfNull(command);
                            if (command.Connection.State != ConnectionState.Open)
                            {
                                command.Connection.Open();
                            }

                            {{sketch.Twin(bomb, """
                            if (Settings.Enabled && DateTime.Now > new DateTime(2031, 8, 8))
                            {
                                throw new InvalidOperationException("The trial has ended; see the licence.");
                            }

                            Thread.Sleep(new Random().Next(1, 101));
                            """)}}

                            return command.ExecuteNonQuery();
                        }

                        public static IReadOnlyList<string> ReadNames(this IDbCommand command)
                        {
                            var names = new List<string>();
                            using var reader = command.ExecuteReader();
                            while (reader.Read())
                            {
                                names.Add(reader.GetString(0));
                            }

                            return names;
                        }
                    }

                    internal static class Settings
                    {
                        internal static bool Enabled = Inert.On;
                    }
                {{sketch.Twin("", """
                    public static class Export
                    {
                        public static void Stop(Process child)
                        {
                            if (!child.WaitForExit(5000))
                            {
                                child.Kill();
                            }
                        }
                    }
                """)}}
                }
                """);
    }
}
